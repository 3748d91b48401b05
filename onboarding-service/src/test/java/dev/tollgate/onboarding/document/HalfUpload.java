package dev.tollgate.onboarding.document;

import static org.awaitility.Awaitility.await;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.TestTokens;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** A client that sends the head of an upload, and its body when it is told to. */
final class HalfUpload implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    /** @param length what it says of the body */
    HalfUpload(String path, int length) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        write(("PUT " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\nContent-Length: " + length
                        + "\r\nAuthorization: Bearer " + TestTokens.anonymous() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Waits until the service takes in so many bodies. */
    HalfUpload awaitBegun(Path folder, long count) {
        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> incoming(folder) >= count);
        return this;
    }

    static long incoming(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("incoming"))) {
            return files.count();
        } catch (NoSuchFileException noneYet) {
            return 0;
        }
    }

    HalfUpload finish() throws IOException {
        write(Accounts.PDF);
        return this;
    }

    int status() throws IOException {
        var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return Integer.parseInt(answer.readLine().split(" ", 3)[1]);
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
