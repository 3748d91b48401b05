package dev.tollgate.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Stands where onboarding-service would, over HTTP, and answers its one route that we call as docs/reference/service-interfaces.md says: to a token
 * of the organization that is asked about.
 */
public final class Onboarding {
    private static final Map<String, String> STATUS = new ConcurrentHashMap<>();
    private static final String ORGANIZATIONS = "/internal/v1/organizations/";
    private static final String STALLS = "stalls";
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static @Nullable HttpServer server;

    private Onboarding() {}

    /** What it says of an organization; of one that nobody heard of it is {@code sandbox_only}. */
    public static void says(String orgId, String status) {
        STATUS.put(orgId, status);
    }

    /** It takes questions about this organization and never answers. */
    public static void stalls(String orgId) {
        STATUS.put(orgId, STALLS);
    }

    public static synchronized void up() throws IOException {
        if (server == null) {
            var url = URI.create(ConfigProvider.getConfig().getValue("tollgate.onboarding-url", String.class));
            var http = HttpServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext(ORGANIZATIONS, Onboarding::answer);
            http.start();
            server = http;
        }
    }

    public static synchronized void down() {
        var running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        var claims = new ObjectMapper()
                .readTree(
                        Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))));
        var org = claims.path("org").asText();
        boolean own = exchange.getRequestURI().getPath().equals(ORGANIZATIONS + org + "/production-access");
        var status = STATUS.getOrDefault(org, "sandbox_only");
        if (status.equals(STALLS)) {
            try {
                NEVER.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] body = ("{\"status\":\"" + status + "\",\"decision\":1,\"asOf\":0,\"subjects\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(own ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
