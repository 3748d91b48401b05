package dev.tollgate.gateway;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A client without manners: sends exactly these bytes. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawConnection() throws IOException {
        this("127.0.0.1");
    }

    /** From another address of this machine: all of 127.0.0.0/8 are. */
    RawConnection(String from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port, InetAddress.ofLiteral(from), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** One request without a body on a connection of its own. */
    static Response exchange(String... lines) throws IOException {
        try (var client = new RawConnection()) {
            return client.send(lines).response();
        }
    }

    /** Lines are ended here. */
    RawConnection send(String... lines) throws IOException {
        return write(String.join("\r\n", lines) + "\r\n\r\n");
    }

    RawConnection write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads on until the text has come. */
    String readUntil(String text) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(text)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended after: " + read.toString(StandardCharsets.ISO_8859_1));
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    /** One response with a length. */
    Response response() throws IOException {
        var head = readUntil("\r\n\r\n");
        var response = new Response(head, "");
        int length = response.header("content-length").map(Integer::parseInt).orElse(0);
        var body = socket.getInputStream().readNBytes(length);
        return new Response(head, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the server has closed, after whatever else it had to say. */
    boolean isClosed() throws IOException {
        socket.getInputStream().readAllBytes();
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Response(String head, String body) {
        int status() {
            return Integer.parseInt(head.split(" ", 3)[1]);
        }

        Optional<String> header(String name) {
            return Arrays.stream(head.split("\r\n"))
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }
}
