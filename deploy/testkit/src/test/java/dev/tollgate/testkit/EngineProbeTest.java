package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProbeTest {

    @Test
    void engineThatAnswersThePingIsThere() throws IOException {
        assertTrue(pongFromServerAnswering("HTTP/1.0 200 OK\r\n\r\nOK"));
    }

    @Test
    void somethingElseOnTheSocketIsNoEngine() throws IOException {
        assertFalse(pongFromServerAnswering("HTTP/1.0 503 Service Unavailable\r\n\r\n"));
    }

    @Test
    void socketNobodyListensOnIsNoEngine(@TempDir Path folder) throws IOException {
        var left = Files.createFile(folder.resolve("docker.sock"));

        assertFalse(EngineProbe.pong(UnixDomainSocketAddress.of(left)));
    }

    @Test
    void dockerHostNamesTheEngine(@TempDir Path folder) throws IOException {
        var socket = Files.createFile(folder.resolve("docker.sock"));

        assertEquals(Optional.of(UnixDomainSocketAddress.of(socket)), EngineProbe.address("unix://" + socket));
        assertEquals(
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2375)),
                EngineProbe.address("tcp://localhost:2375"));
        assertEquals(Optional.empty(), EngineProbe.address("ssh://host"));
        assertEquals(Optional.empty(), EngineProbe.address("unix://" + folder.resolve("absent")));
    }

    private static boolean pongFromServerAnswering(String answer) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var client = server.accept()) {
                    client.getInputStream().read();
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException clientGone) {
                    throw new java.io.UncheckedIOException(clientGone);
                }
            });
            return EngineProbe.pong(server.getLocalSocketAddress());
        }
    }
}
