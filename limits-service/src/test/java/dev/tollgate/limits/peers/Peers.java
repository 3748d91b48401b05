package dev.tollgate.limits.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Onboarding, an authority with real leases, and payments, the owner of things, as docs/reference/service-interfaces.md says they answer. Every
 * organization is approved, and everything exists, unless a test says otherwise through the static methods (by HTTP, because tests live in another
 * class loader).
 */
public final class Peers implements QuarkusTestResourceLifecycleManager {
    private static final String ADDRESS = "tollgate.test.peers";
    private static final long LEASE_MILLIS = 2_000;
    private static final long PATIENCE_MILLIS = 500;

    private final Map<String, String> plays = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<String> changes = new ArrayList<>();
    private final Map<String, Long> heard = new HashMap<>();

    /** Onboarding decides: returns when every subscriber has heard of it, as the real one does. */
    public static void access(String orgId, String status) {
        access(orgId, status, 1, null);
    }

    /** The same by a decision that sets a ceiling, JSON as in {@code ceiling} of the answer, but for its number. */
    public static void access(String orgId, String status, long decision, @Nullable String ceiling) {
        var answer = new JsonObject().put("status", status).put("decision", decision);
        if (ceiling != null) {
            answer.put("ceiling", new JsonObject(ceiling).put("decision", decision));
        }
        play(orgId, answer.encode());
    }

    /** Onboarding can't say anything about this organization. */
    public static void silent(String orgId) {
        play(orgId, "down");
    }

    /** Onboarding has never heard of this organization. */
    public static void unknown(String orgId) {
        play(orgId, "{\"status\":\"sandbox_only\",\"decision\":0,\"known\":false}");
    }

    /** The owner says {@code exists}, {@code exists:} and a state, {@code never} or, {@code down}, nothing about this reference. */
    public static void owner(String reference, String answer) {
        play(reference, answer);
    }

    /** How often somebody asked about this organization or reference. */
    public static int questions(String about) {
        return RestAssured.given()
                .queryParam("for", about)
                .get(System.getProperty(ADDRESS) + "/control")
                .jsonPath()
                .getInt("asked");
    }

    private static void play(String about, String answer) {
        RestAssured.given()
                .queryParam("for", about)
                .body(answer)
                .post(System.getProperty(ADDRESS) + "/control")
                .then()
                .statusCode(200);
    }

    @Override
    public Map<String, String> start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(
                    Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
            server.createContext("/control", this::control);
            server.createContext("/internal/v1/changes", this::exchange);
            server.createContext("/internal/v1/organizations/", this::productionAccess);
            server.createContext("/internal/v1/references/confirm", this::confirm);
            server.start();
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            System.setProperty(ADDRESS, address);
            return Map.of("tollgate.onboarding.url", address, "tollgate.payments.url", address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends with the JVM. */
    @Override
    public void stop() {}

    private void control(HttpExchange exchange) throws IOException {
        var about = exchange.getRequestURI().getQuery().replaceFirst("^for=", "");
        if (exchange.getRequestMethod().equals("POST")) {
            change(about, body(exchange));
        }
        synchronized (this) {
            send(exchange, 200, new JsonObject().put("asked", asked.getOrDefault(about, 0)));
        }
    }

    private synchronized void change(String about, String play) {
        plays.put(about, play);
        changes.add("organization:" + about);
        notifyAll();
        await(LEASE_MILLIS, () -> heard.values().stream().allMatch(number -> number >= changes.size()));
    }

    private void exchange(HttpExchange exchange) throws IOException {
        var request = new JsonObject(body(exchange));
        JsonObject answer;
        synchronized (this) {
            Long number = request.getLong("heard");
            if (number != null) {
                heard.put(request.getString("subscriber"), number);
                notifyAll();
                if (request.getBoolean("patient", true)) {
                    await(PATIENCE_MILLIS, () -> number < changes.size());
                }
            }
            var news = new JsonArray();
            for (int i = number == null ? changes.size() : number.intValue(); i < changes.size(); i++) {
                news.add(new JsonObject().put("number", i + 1).put("subject", changes.get(i)));
            }
            answer = new JsonObject()
                    .put("upTo", changes.size())
                    .put("complete", true)
                    .put("reset", number == null)
                    .put("changes", news);
        }
        send(exchange, 200, answer);
    }

    private void productionAccess(HttpExchange exchange) throws IOException {
        var orgId = exchange.getRequestURI().getPath().split("/", -1)[4];
        JsonObject answer;
        synchronized (this) {
            asked.merge(orgId, 1, Integer::sum);
            var play = plays.getOrDefault(orgId, "{\"status\":\"production_approved\"}");
            answer = play.equals("down") ? new JsonObject() : new JsonObject(play);
            answer.put("asOf", changes.size()).put("subjects", new JsonArray().add("organization:" + orgId));
        }
        send(exchange, answer.containsKey("status") ? 200 : 503, answer);
    }

    private void confirm(HttpExchange exchange) throws IOException {
        var reference = new JsonObject(body(exchange)).getString("reference");
        String play;
        synchronized (this) {
            asked.merge(reference, 1, Integer::sum);
            play = plays.getOrDefault(reference, "exists");
        }
        var answer = new JsonObject().put("outcome", play.replaceFirst(":.*", ""));
        if (play.contains(":")) {
            answer.put("state", play.replaceFirst(".*:", ""));
        }
        send(exchange, play.equals("down") ? 503 : 200, answer);
    }

    private synchronized void await(long millis, BooleanSupplier condition) {
        long until = System.nanoTime() + millis * 1_000_000;
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < until) {
                wait(millis);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, JsonObject answer) throws IOException {
        byte[] bytes = answer.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
