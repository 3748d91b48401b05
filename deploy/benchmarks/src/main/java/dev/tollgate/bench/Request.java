package dev.tollgate.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 request, ready to be sent again and again. */
public final class Request {
    private final byte[] bytes;

    private Request(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A request without a body; headers come as name and value in turn. */
    public static Request of(String method, String path, String... headers) {
        return withBody(method, path, "", headers);
    }

    /** A request with a JSON body. */
    public static Request withBody(String method, String path, String json, String... headers) {
        var text = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        if (!json.isEmpty()) {
            text.append("Content-Type: application/json\r\n");
        }
        if (!json.isEmpty() || method.equals("POST")) {
            text.append("Content-Length: ").append(json.length()).append("\r\n");
        }
        return new Request(text.append("\r\n").append(json).toString().getBytes(StandardCharsets.US_ASCII));
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** What is sent. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
