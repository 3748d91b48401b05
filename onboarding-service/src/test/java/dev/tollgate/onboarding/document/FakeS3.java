package dev.tollgate.onboarding.document;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As much of S3 as a presigned PUT, a ranged GET and a DELETE need: objects by path, {@code If-None-Match: *}, and no look at signatures. */
final class FakeS3 implements AutoCloseable {
    private static final int RANGE = 8;

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final AtomicInteger failWith = new AtomicInteger();
    private final HttpServer server;

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI bucket() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/documents");
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var name = exchange.getRequestURI().getPath();
        if (failWith.get() > 0 || !exchange.getRequestURI().getRawQuery().contains("X-Amz-Signature=")) {
            answer(exchange, failWith.get() > 0 ? failWith.get() : 403, new byte[0]);
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                boolean once = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
                answer(exchange, once && objects.putIfAbsent(name, body) == null ? 200 : 412, new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(name);
                answer(exchange, 204, new byte[0]);
            }
            default -> get(exchange, objects.get(name));
        }
    }

    private static void get(HttpExchange exchange, byte @Nullable [] found) throws IOException {
        boolean ranged = exchange.getRequestHeaders().containsKey("Range");
        if (found == null) {
            answer(exchange, 404, new byte[0]);
        } else if (ranged && found.length == 0) {
            answer(exchange, 416, new byte[0]);
        } else if (ranged) {
            byte[] start = Arrays.copyOf(found, Math.min(RANGE, found.length));
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-" + (start.length - 1) + "/" + found.length);
            answer(exchange, 206, start);
        } else {
            answer(exchange, 200, found);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
