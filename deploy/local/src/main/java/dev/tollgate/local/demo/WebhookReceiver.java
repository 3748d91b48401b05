package dev.tollgate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An integrator's webhook endpoint: verifies each delivery with the published Standard Webhooks library and keeps what was genuine,
 * once per {@code webhook-id}.
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final int STATUS_OK = 204;
    private static final int STATUS_REFUSED = 400;

    private final HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile @Nullable Webhook verifier;
    private volatile int refused;

    /** One genuine delivery. */
    public record Delivery(String webhookId, JsonNode body) {
        public String type() {
            return body.path("type").asText();
        }

        /** The id of the resource that the event is about. */
        public String resource() {
            return body.path("data").path("id").asText();
        }
    }

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of the loopback address. */
    public static WebhookReceiver start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var receiver = new WebhookReceiver(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", receiver::receive);
        server.start();
        return receiver;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
    }

    /** Verifies with this secret from now on; what came before is refused, and comes again. */
    public void trust(String secret) {
        verifier = new Webhook(secret);
    }

    /** The types delivered about a resource, in the order of their first arrival. */
    public List<String> typesAbout(String resource) {
        return deliveries.stream()
                .filter(delivery -> delivery.resource().equals(resource))
                .map(Delivery::type)
                .toList();
    }

    /** Deliveries whose signature did not verify. */
    public int refused() {
        return refused;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(accept(exchange, body) ? STATUS_OK : STATUS_REFUSED, -1);
        }
    }

    private synchronized boolean accept(HttpExchange exchange, String body) {
        var headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
        var trusted = verifier;
        try {
            if (trusted == null) {
                return false;
            }
            trusted.verify(body, headers);
        } catch (WebhookVerificationException forged) {
            refused++;
            return false;
        }
        var id = headers.firstValue("webhook-id").orElseThrow();
        if (deliveries.stream().noneMatch(delivery -> delivery.webhookId().equals(id))) {
            deliveries.add(new Delivery(id, Api.parse(body)));
        }
        return true;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
