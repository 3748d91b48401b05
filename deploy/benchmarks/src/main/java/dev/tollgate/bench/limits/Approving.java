package dev.tollgate.bench.limits;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Onboarding as limits sees it, for organizations that never signed up: each is approved, nothing ever changes. */
final class Approving implements AutoCloseable {
    private static final int KEEP_ALIVE_MILLIS = 400;

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Approving(HttpServer server) {
        this.server = server;
    }

    static Approving start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var approving = new Approving(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/v1/changes", approving::exchange);
        server.createContext(
                "/internal/v1/organizations/",
                exchange -> answer(exchange, "{\"status\":\"production_approved\",\"asOf\":0,\"subjects\":[]}"));
        server.start();
        return approving;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void exchange(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean first = !body.contains("\"heard\":0");
        if (!first) {
            pause();
        }
        answer(exchange, "{\"upTo\":0,\"complete\":true,\"reset\":" + first + ",\"changes\":[]}");
    }

    private void pause() throws IOException {
        try {
            closed.await(KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
