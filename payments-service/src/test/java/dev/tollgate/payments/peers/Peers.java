package dev.tollgate.payments.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Onboarding, limits and keys as real HTTP servers that answer as docs/reference/service-interfaces.md says. Each organization is approved and has
 * room, and its agents have a grant for everything, unless a test says otherwise through the static methods (by HTTP too, because tests may live in another class loader).
 */
public final class Peers implements QuarkusTestResourceLifecycleManager {
    /** What limits says when a ceiling stands in the way. */
    public static final String DENIAL = """
            {"code": "LIMIT_EXCEEDED", "reason": "exceeds_tenant_beta_ceiling_daily", "limitType": "tenant_ceiling_daily",
             "limit": "500.00", "used": "450.00", "requested": "80.00", "currency": "USD", "resetsAt": "2026-11-23T00:00:00.000Z"}""";

    /** The same for another reason, {@code agent_not_active} for example, which sums nothing. */
    public static String denial(String reason) {
        return """
                {"code": "LIMIT_EXCEEDED", "reason": "%s", "limitType": "%s", "limit": "20.00", "used": "0.00", "requested": "80.00",
                 "currency": "USD", "resetsAt": null}""".formatted(reason, reason.replaceFirst("^exceeds_|_not_active$", ""));
    }

    private static final String ADDRESS = "tollgate.test.peers";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> plays = new ConcurrentHashMap<>();
    private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

    /** Onboarding answers this {@code kybStatus} about the organization; {@code down} makes it fail. */
    public static void kyb(String organizationId, String status) {
        play("/v1/onboarding/status", organizationId, status);
    }

    /**
     * Limits answers {@code reserved}, {@code denied}, {@code denied:} with a reason of its own, what was {@code released} since, {@code conflict} (409) or,
     * if {@code down}, 503.
     */
    public static void limits(String organizationId, String answer) {
        play("/internal/v1/reservations", organizationId, answer);
    }

    /** Keys answers {@code used}, {@code missing} or, if {@code down}, 503, or, if {@code hangs}, nothing. */
    public static void grants(String organizationId, String answer) {
        play("/internal/v1/scope-grants/use", organizationId, answer);
    }

    /** What grants were to be used for, in order. */
    public static List<JsonPath> grantUses(String organizationId) {
        return seen("/internal/v1/scope-grants/use", organizationId).stream()
                .map(JsonPath::from)
                .toList();
    }

    /** The bodies of the reservations asked for, in order. */
    public static List<JsonPath> reservations(String organizationId) {
        return seen("/internal/v1/reservations", organizationId).stream()
                .map(JsonPath::from)
                .toList();
    }

    /** How often onboarding was asked about the organization. */
    public static int kybQuestions(String organizationId) {
        return seen("/v1/onboarding/status", organizationId).size();
    }

    private static void play(String path, String organizationId, String answer) {
        RestAssured.given()
                .queryParam("for", organizationId + path)
                .body(answer)
                .post(System.getProperty(ADDRESS) + "/control")
                .then()
                .statusCode(200);
    }

    private static List<String> seen(String path, String organizationId) {
        return RestAssured.given()
                .queryParam("for", organizationId + path)
                .get(System.getProperty(ADDRESS) + "/control")
                .jsonPath()
                .getList("$");
    }

    @Override
    public Map<String, String> start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(
                    Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
            server.createContext("/control", this::control);
            server.createContext("/", this::answer);
            server.start();
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            System.setProperty(ADDRESS, address);
            return Map.of(
                    "quarkus.rest-client.onboarding.url", address,
                    "quarkus.rest-client.limits.url", address,
                    "quarkus.rest-client.keys.url", address,
                    "quarkus.rest-client.keys.read-timeout", "1500",
                    "tollgate.public-url", "https://pay.example",
                    "tollgate.sandbox.step-delay", "50ms",
                    "tollgate.timer.lease", "2s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends with the JVM. */
    @Override
    public void stop() {}

    private void control(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI().getQuery().replaceFirst("^for=", "");
        if (exchange.getRequestMethod().equals("POST")) {
            plays.put(target, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        send(exchange, 200, JSON.writeValueAsString(seen.getOrDefault(target, List.of())));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var principal = principal(exchange);
        var target = principal.path("org").asText() + exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.computeIfAbsent(target, key -> new CopyOnWriteArrayList<>()).add(body);
        var play = plays.get(target);
        if ("down".equals(play)) {
            send(
                    exchange,
                    503,
                    "{\"statusCode\": 503, \"error\": \"InternalError\", \"message\": \"\", \"requestId\": \"\"}");
        } else if ("hangs".equals(play)) {
            return; // and never answers: the exchange stays open
        } else if (exchange.getRequestURI().getPath().equals("/internal/v1/scope-grants/use")) {
            send(
                    exchange,
                    200,
                    "missing".equals(play)
                            ? "{\"outcome\": \"missing\"}"
                            : "{\"outcome\": \"used\", \"grantId\": \"grt_1\"}");
        } else if (exchange.getRequestURI().getPath().equals("/v1/onboarding/status")) {
            send(exchange, 200, """
                    {"mode": "%s", "needsOnboarding": false, "tosAccepted": true, "kybStatus": "%s"}""".formatted(principal.path("mode").asText(), play == null ? "approved" : play));
        } else if ("denied".equals(play)) {
            send(exchange, 200, "{\"outcome\": \"denied\", \"details\": " + DENIAL + "}");
        } else if (play != null && play.startsWith("denied:")) {
            send(exchange, 200, "{\"outcome\": \"denied\", \"details\": " + denial(play.substring(7)) + "}");
        } else if ("conflict".equals(play)) {
            send(
                    exchange,
                    409,
                    "{\"statusCode\": 409, \"error\": \"IdempotencyKeyConflict\", \"message\": \"another amount\"}");
        } else {
            var state = "released".equals(play) ? play : "reserved";
            send(
                    exchange,
                    200,
                    "{\"outcome\": \"reserved\", \"reservationId\": \"rsv_1\", \"state\": \"" + state + "\"}");
        }
    }

    /** Whose token it is; the service under test must have passed the caller's on. */
    private static JsonNode principal(HttpExchange exchange) throws IOException {
        var token = exchange.getRequestHeaders().getFirst("Authorization").replaceFirst("^Bearer ", "");
        return JSON.readTree(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
