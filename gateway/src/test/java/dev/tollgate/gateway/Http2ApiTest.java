package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over TLS by ALPN: the same checks, the same answers; in clear text never. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class Http2ApiTest {
    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    @TestHTTPResource(value = "/", tls = true)
    @SuppressWarnings("NullAway.Init") // set by Quarkus
    URI secure;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by Quarkus
    URI plain;

    private final String org = TestIds.next("org");
    private String key = "";

    @BeforeEach
    void credential() {
        key = services.key(org, Mode.TEST);
    }

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void requestPassesAndIsToldToHaveComeSecurely() throws Exception {
        var answer = send(get(secure, ROUTE).header("X-API-Key", key).header("X-Org-Id", "org_evil"));
        assertEquals(200, answer.statusCode());
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        assertEquals("test", answer.headers().firstValue("x-environment").orElseThrow());
        assertTrue(answer.headers().firstValue("ratelimit").isPresent());
        var arrived = services.payments.last();
        assertEquals(org, InternalJwt.claims(arrived).get("org"));
        assertNull(arrived.headers().getFirst("X-Org-Id"));
        assertEquals(List.of("https"), arrived.headers().get("X-Forwarded-Proto"));
        assertEquals(List.of("127.0.0.1"), arrived.headers().get("X-Forwarded-For"));
        assertTrue(arrived.headers().keySet().stream().noneMatch(name -> name.startsWith(":")));
    }

    @Test
    void bodyPassesWhetherItSaysItsLengthOrNot() throws Exception {
        var json = "{\"amount\":\"10.00\"}";
        for (var body : List.of(
                BodyPublishers.ofString(json),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))) {
            var answer = send(get(secure, ROUTE)
                    .header("X-API-Key", key)
                    .header("Content-Type", "application/json")
                    .POST(body));
            assertEquals(200, answer.statusCode());
            assertEquals(json, services.payments.last().text());
        }
    }

    @Test
    void theSameIsRefused() throws Exception {
        refused(401, "AuthenticationRequired", get(secure, ROUTE));
        refused(404, "NotFound", get(secure, "/internal/v1/api-keys/resolve").header("X-API-Key", key));
        refused(405, "MethodNotAllowed", get(secure, "/v1/organizations"));
        refused(
                415,
                "UnsupportedMediaType",
                get(secure, ROUTE).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x")));
        refused(
                413,
                "PayloadTooLarge",
                get(secure, ROUTE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));
        refused(431, "RequestHeaderFieldsTooLarge", get(secure, ROUTE).header("X-Padding", "x".repeat(33 << 10)));
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void clearTextIsNeverUpgraded() throws Exception {
        var answer = send(get(plain, ROUTE).header("X-API-Key", key)); // the JDK's client asks for an upgrade to h2c
        assertEquals(200, answer.statusCode());
        assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
        assertEquals(List.of("http"), services.payments.last().headers().get("X-Forwarded-Proto"));
        try (var client = new RawConnection()) {
            assertEquals(
                    400,
                    client.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").response().status());
        }
    }

    private static HttpRequest.Builder get(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .sslContext(Certificate.trusting())
                .version(HttpClient.Version.HTTP_2)
                .build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static void refused(int status, String code, HttpRequest.Builder request) throws Exception {
        var answer = send(request);
        assertEquals(status, answer.statusCode());
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        assertTrue(answer.body().contains(code), answer.body());
    }
}
