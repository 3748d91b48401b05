package dev.tollgate.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service as the gateway sees it: a real server on a port of its own, which answers as told and remembers what arrived. */
final class FakeService {
    /** A request as it reached the service. */
    record Arrived(String method, String uri, Headers headers, String text) {
        String bearer() {
            return headers.getFirst("Authorization").substring("Bearer ".length());
        }
    }

    /** What the gateway asks and tells all the time, without a test's doing. */
    static final String CHANGES = "/internal/v1/changes";

    static final String USED = "/internal/v1/api-keys/used";

    private final InetSocketAddress address;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final List<Arrived> uses = new CopyOnWriteArrayList<>();
    private HttpServer server;

    FakeService() {
        server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = server.getAddress();
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    /** Answers requests to this path; whatever no test spoke of is 200 {@code {}}. */
    void on(String path, HttpHandler answer) {
        answers.put(path, answer);
    }

    void on(String path, int status, String json) {
        on(path, exchange -> reply(exchange, status, json));
    }

    List<Arrived> arrived() {
        return arrived;
    }

    /** Batches of uses of keys, whenever they came. */
    List<Arrived> uses() {
        return uses;
    }

    Arrived last() {
        return arrived.getLast();
    }

    void reset() {
        answers.clear();
        arrived.clear();
    }

    /** Nobody listens any more. */
    void stop() {
        server.stop(0);
    }

    void start() {
        server = listen(address);
    }

    static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private HttpServer listen(InetSocketAddress where) {
        try {
            var listening = HttpServer.create(where, 0);
            listening.createContext("/", this::handle);
            listening.setExecutor(threads);
            listening.start();
            return listening;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var answer = answers.get(path);
        if (answer instanceof Streaming) {
            answer.handle(exchange);
            return;
        }
        if (path.equals(CHANGES)) {
            reply(exchange, 503, "{}");
            return;
        }
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        (path.equals(USED) ? uses : arrived)
                .add(new Arrived(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        text));
        if (answer == null) {
            reply(exchange, 200, "{}");
        } else {
            answer.handle(exchange);
        }
    }

    /** An answer that reads the request itself. */
    interface Streaming extends HttpHandler {}
}
