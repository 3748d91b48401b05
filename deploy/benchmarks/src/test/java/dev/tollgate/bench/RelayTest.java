package dev.tollgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final Request REQUEST = Request.of("GET", "/");

    private final AtomicInteger served = new AtomicInteger();
    private final HttpServer server;
    private final Relay relay;

    RelayTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        relay = Relay.to(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            served.incrementAndGet();
            var body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.stop(0);
    }

    @Test
    void whatIsSentThroughItArrivesAndConnectionsAreKept() throws IOException {
        try (var wires = new Wires(relay.address())) {
            assertEquals(200, wires.exchange(REQUEST).status());
            assertEquals(200, wires.exchange(REQUEST).status());
        }
        assertEquals(2, served.get());
    }

    @Test
    void whatIsSentWhileItIsCutArrivesWhenItIsRestored() throws Exception {
        try (var wires = new Wires(relay.address())) {
            wires.exchange(REQUEST);
            relay.cut();
            var kept = CompletableFuture.supplyAsync(() -> status(wires));
            var fresh = CompletableFuture.supplyAsync(() -> status(wires));

            assertThrows(TimeoutException.class, () -> kept.get(300, TimeUnit.MILLISECONDS));
            assertFalse(fresh.isDone());
            assertEquals(1, served.get());

            relay.restore();
            assertEquals(200, kept.get(5, TimeUnit.SECONDS));
            assertEquals(200, fresh.get(5, TimeUnit.SECONDS));
        }
    }

    private static int status(Wires wires) {
        try {
            return wires.exchange(REQUEST).status();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
