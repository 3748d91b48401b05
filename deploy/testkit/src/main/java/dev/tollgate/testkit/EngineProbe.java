package dev.tollgate.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whether a Docker engine is there. A docker client on the path proves nothing; an answer to a ping does. */
final class EngineProbe {

    private static final ByteBuffer PING = StandardCharsets.US_ASCII
            .encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n")
            .asReadOnlyBuffer();

    private EngineProbe() {}

    /** Whether the engine that {@code DOCKER_HOST} names, or the one on the usual socket, answers. */
    static boolean engineAnswers() {
        return address(System.getenv("DOCKER_HOST")).map(EngineProbe::pong).orElse(false);
    }

    static Optional<SocketAddress> address(@Nullable String dockerHost) {
        if (dockerHost == null || dockerHost.isBlank()) {
            return socket(Path.of("/var/run/docker.sock"));
        }
        if (dockerHost.startsWith("unix://")) {
            return socket(Path.of(dockerHost.substring("unix://".length())));
        }
        if (dockerHost.startsWith("tcp://")) {
            var host = URI.create(dockerHost);
            return Optional.of(new InetSocketAddress(host.getHost(), host.getPort()));
        }
        return Optional.empty();
    }

    private static Optional<SocketAddress> socket(Path file) {
        return Files.exists(file) ? Optional.of(UnixDomainSocketAddress.of(file)) : Optional.empty();
    }

    static boolean pong(SocketAddress engine) {
        try (var channel = engine instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open()) {
            channel.connect(engine);
            channel.write(PING.duplicate());
            var answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString().contains(" 200 ");
        } catch (IOException e) {
            return false;
        }
    }
}
