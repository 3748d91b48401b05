package dev.tollgate.onboarding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * auth-service and limits-service (and the place of an SMTP server) as real HTTP servers that answer as docs/reference/service-interfaces.md says, to services only. Each organization has the
 * platform's ceilings, and the owners that {@link #owners} names (without: nobody has heard of it), unless a test says otherwise (by HTTP, because tests may live in
 * another class loader).
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
    /** One of the two addresses of reviewers. */
    public static final String STAFF_EMAIL = "staff@tollgate.example";

    private static final String ADDRESS = "tollgate.test.neighbours";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = """
            {"statusCode": 404, "error": "NotFound", "message": "No such resource.", "requestId": "-"}""";
    private static final String DEFAULT_CEILING = """
            {"perTx": "100.00", "daily": "500.00", "monthly": "2000.00", "disabled": false, "source": "platform_default"}""";

    private final Map<String, String> plays = new ConcurrentHashMap<>();

    /** One of an organization's owners, as auth-service knows them. */
    public record Owner(String userId, String email, String name, String provider, boolean emailVerified) {
        public static Owner of(String userId) {
            return new Owner(userId, userId + "@example.com", "Ada Lovelace", "email", true);
        }
    }

    /** auth-service answers with these, who joined first first. */
    public static void owners(String orgId, String organizationName, Owner... owners) {
        try {
            play(
                    "/internal/v1/organizations/" + orgId + "/owners",
                    JSON.writeValueAsString(Map.of("organizationName", organizationName, "owners", List.of(owners))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** auth-service can't say who owns this organization. */
    public static void ownersUnknown(String orgId) {
        play("/internal/v1/organizations/" + orgId + "/owners", "down");
    }

    /** limits-service answers this JSON; {@code down} makes it fail. */
    public static void ceiling(String orgId, String answer) {
        play("/internal/v1/organizations/" + orgId + "/ceiling", answer);
    }

    private static void play(String path, String answer) {
        RestAssured.given()
                .queryParam("for", path)
                .contentType("application/json; charset=UTF-8")
                .body(answer)
                .post(System.getProperty(ADDRESS) + "/control")
                .then()
                .statusCode(200);
    }

    @Override
    public Map<String, String> start() {
        try {
            var token = Files.createTempFile("tollgate-test-service-", ".jwt");
            token.toFile().deleteOnExit();
            Files.writeString(token, TestTokens.service());
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(
                    Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
            server.createContext("/control", this::control);
            server.createContext("/", this::answer);
            server.start();
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            System.setProperty(ADDRESS, address);
            return Map.of(
                    "tollgate.auth-url",
                    address,
                    "tollgate.limits-url",
                    address,
                    "tollgate.service-token",
                    token.toString(),
                    "tollgate.staff-emails",
                    STAFF_EMAIL + ", second@tollgate.example",
                    "quarkus.mailer.port",
                    Integer.toString(freePort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where {@link Mailbox} will be. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Ends with the JVM. */
    @Override
    public void stop() {}

    private void control(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI().getQuery().replaceFirst("^for=", "");
        plays.put(target, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        send(exchange, 200, "{}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var play = plays.getOrDefault(path, path.endsWith("/ceiling") ? DEFAULT_CEILING : NOBODY);
        if (!isService(exchange)) {
            send(
                    exchange,
                    403,
                    "{\"statusCode\": 403, \"error\": \"InsufficientRole\", \"message\": \"\", \"requestId\": \"-\"}");
        } else if (play.equals("down")) {
            send(exchange, 500, "{}");
        } else {
            send(exchange, play.equals(NOBODY) ? 404 : 200, play);
        }
    }

    private static boolean isService(HttpExchange exchange) throws IOException {
        var token = exchange.getRequestHeaders().getFirst("Authorization");
        var claims = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return JSON.readTree(Base64.getUrlDecoder().decode(claims))
                .path("groups")
                .toString()
                .contains("service");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
