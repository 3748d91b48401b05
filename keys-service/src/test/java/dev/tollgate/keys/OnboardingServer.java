package dev.tollgate.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A real HTTP server in onboarding's place: it answers {@code GET /internal/v1/organizations/{orgId}/production-access} as
 * docs/reference/service-interfaces.md has it, to a token of that organization. What it says of whom is kept in system properties, which every class loader sees.
 */
public final class OnboardingServer implements QuarkusTestResourceLifecycleManager {
    /** Instead of a status: answers 500. */
    public static final String FAILS = "fails";

    /** Instead of a status: takes longer than anybody waits. */
    public static final String HANGS = "hangs";

    private static final String ORGANIZATIONS = "/internal/v1/organizations/";
    private static final String STATUS = "tollgate.test.onboarding.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;

    public OnboardingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** From now on, says this status of the organization; {@code sandbox_only} of those nobody spoke of. */
    public static void says(String orgId, String status) {
        System.setProperty(STATUS + orgId, status);
    }

    @Override
    public Map<String, String> start() {
        server.createContext(ORGANIZATIONS, OnboardingServer::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return Map.of(
                "tollgate.onboarding-url",
                "http://" + server.getAddress().getHostString() + ':'
                        + server.getAddress().getPort(),
                "quarkus.rest-client.read-timeout",
                "700");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange request) throws IOException {
        try (request) {
            var token = request.getRequestHeaders().getFirst("Authorization");
            var traced = request.getRequestHeaders().containsKey("x-request-id");
            if (token == null || !traced) {
                send(request, 401, "{\"statusCode\":401,\"error\":\"AuthenticationRequired\",\"message\":\"\"}");
                return;
            }
            var org = claims(token).path("org").asText();
            if (!request.getRequestURI().getPath().equals(ORGANIZATIONS + org + "/production-access")) {
                send(request, 404, "{\"statusCode\":404,\"error\":\"NotFound\",\"message\":\"\"}");
                return;
            }
            var status = System.getProperty(STATUS + org, "sandbox_only");
            switch (status) {
                case FAILS -> send(request, 500, "{\"statusCode\":500,\"error\":\"InternalError\",\"message\":\"\"}");
                case HANGS -> hang();
                default ->
                    send(
                            request,
                            200,
                            "{\"status\":\"" + status + "\",\"decision\":1,\"asOf\":0,\"subjects\":[\"organization:"
                                    + org + "\"]}");
            }
        }
    }

    private static JsonNode claims(String authorization) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(authorization.split("\\.", -1)[1]));
    }

    private static void send(HttpExchange request, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request.getResponseHeaders().add("Content-Type", "application/json");
        request.sendResponseHeaders(status, bytes.length);
        request.getResponseBody().write(bytes);
    }

    /** Waits for what never comes: until the server stops. */
    private static void hang() {
        try {
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
