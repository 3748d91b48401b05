package dev.tollgate.webhooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An integrator's endpoint: a real HTTP server on loopback that keeps what it is sent. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** One request as it arrived; header names in lower case. */
    public record Received(String path, Map<String, List<String>> headers, String body) {
        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("absent")).getFirst();
        }

        /** Throws unless the published library of the standard accepts it. */
        public void verify(String secret) throws WebhookVerificationException {
            new Webhook(secret).verify(body, headers);
        }
    }

    /** Decides the answer: returning a status answers it with an empty body. */
    @FunctionalInterface
    public interface Behaviour {
        int answer(Received request, HttpExchange exchange) throws Exception;
    }

    private Receiver(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, behaviour));
        server.start();
    }

    public static Receiver behaving(Behaviour behaviour) {
        return new Receiver(behaviour);
    }

    /** The first answers in this order, then 204. */
    public static Receiver answering(Integer... statuses) {
        var left = new ConcurrentLinkedQueue<>(List.of(statuses));
        return new Receiver((request, exchange) -> {
            var next = left.poll();
            return next == null ? 204 : next;
        });
    }

    private void handle(HttpExchange exchange, Behaviour behaviour) throws IOException {
        try (exchange) {
            var request = new Received(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().entrySet().stream()
                            .collect(Collectors.toMap(
                                    header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue)),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            received.add(request);
            int status = behaviour.answer(request, exchange);
            if (exchange.getResponseCode() == -1) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException cut) {
            throw cut;
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks?from=tollgate";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What arrived of one event. */
    public List<Received> received(String eventId) {
        return received.stream().filter(one -> one.id().equals(eventId)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
