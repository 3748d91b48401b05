package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.post;
import static dev.tollgate.gateway.Requests.withKey;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class LimitsApiTest {
    private static final int PATIENCE_SECONDS = 20;

    private static final String FILES = "/v1/uploads/token";

    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    private String key = "";

    @BeforeEach
    void credential() {
        key = services.key(TestIds.next("org"), Mode.TEST);
    }

    @AfterEach
    void forget() {
        services.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/v1/api-keys/resolve",
                "/q/health",
                "/q/metrics",
                "/q/dev-ui",
                "/v1/../internal/v1/api-keys/resolve",
                "/v1/payment-intents/../../internal/v1/reservations",
                "/v1/payment-intents/%2e%2e/api-keys",
                "/v1/payment-intents/..%2f..%2finternal",
                "/v1%2fpayment-intents",
                "/v1//payment-intents",
                "//v1/payment-intents",
                "/v1/payment-intents/",
                "/v1/payment-intents;x=1",
                "/V1/payment-intents",
                "http://127.0.0.1/v1/payment-intents",
            })
    void pathsThatLeadNowhereAre404(String target) throws IOException {
        refused(404, "NotFound", "GET " + target + " HTTP/1.1", "Host: x", "X-API-Key: " + key);
        assertTrue(services.all().stream().allMatch(service -> service.arrived().isEmpty()));
    }

    @Test
    void methodThatNobodyTakesIs405() throws IOException {
        refused(405, "MethodNotAllowed", "TRACE " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key);
        refused(405, "MethodNotAllowed", "GET /v1/organizations HTTP/1.1", "Host: x");
    }

    @Test
    void bodyThatSaysItIsTooLongIs413() throws IOException {
        refused(413, "PayloadTooLarge", post(key, "Content-Length: 1048577"));
        refused(413, "PayloadTooLarge", post(key, "Content-Length: 99999999999"));
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void fileMayHave10MebibytesOfAnyTypeAndNeedsNoCredential() throws IOException {
        var head = List.of("PUT " + FILES + " HTTP/1.1", "Host: x", "Content-Type: application/pdf");
        try (var client = new RawConnection()) {
            client.send(with(head, "Content-Length: " + (10 << 20)));
            assertEquals(200, client.write("x".repeat(10 << 20)).response().status());
        }
        assertEquals(10 << 20, services.onboarding.last().text().length());
        assertFalse(services.onboarding.last().headers().containsKey("X-API-Key"));
        refused(413, "PayloadTooLarge", with(head, "Content-Length: " + ((10 << 20) + 1)));
        refused(415, "UnsupportedMediaType", with(head, "Content-Encoding: gzip", "Content-Length: 2", "", "{}"));
    }

    @Test
    void fileMayTakeLongerThanAnAnswer() throws IOException {
        int pieces = 32;
        var sent = new AtomicInteger();
        try (var client = new RawConnection()) {
            client.send("PUT " + FILES + " HTTP/1.1", "Host: x", "Content-Length: " + (10 << 20));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        client.write("x".repeat((10 << 20) / pieces));
                        return sent.incrementAndGet() == pieces;
                    });
            assertEquals(200, client.response().status());
        }
        assertEquals(10 << 20, services.onboarding.last().text().length());
    }

    @Test
    void fileThatNeverEndsIs408() throws IOException {
        refused(408, "RequestTimeout", "PUT " + FILES + " HTTP/1.1", "Host: x", "Content-Length: 10");
    }

    @Test
    void fileThatTurnsOutTooLongIs413() throws IOException {
        try (var client = new RawConnection()) {
            client.send("PUT " + FILES + " HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
            client.write("a00000\r\n" + "x".repeat(10 << 20) + "\r\n1\r\nx\r\n");
            var response = client.response();
            assertEquals(413, response.status());
            assertTrue(response.body().contains("10 MiB"));
        }
    }

    private static String[] with(List<String> head, String... more) {
        return Stream.concat(head.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void bodyThatTurnsOutTooLongIs413() throws Exception {
        var reached = new CompletableFuture<Boolean>();
        services.payments.on(ROUTE, (FakeService.Streaming) exchange -> {
            try {
                exchange.getRequestBody().readAllBytes();
                reached.complete(true);
            } catch (IOException brokenOff) {
                reached.complete(false);
            }
        });
        try (var client = new RawConnection()) {
            client.send(post(key, "Transfer-Encoding: chunked"));
            client.write("100000\r\n" + "x".repeat(1 << 20) + "\r\n1\r\nx\r\n");
            var response = client.response();
            assertEquals(413, response.status());
            assertEquals("PayloadTooLarge", new JsonObject(response.body()).getString("error"));
        }
        assertFalse(reached.get(PATIENCE_SECONDS, TimeUnit.SECONDS), "the service took it for a whole body");
    }

    @Test
    void clientThatGoesOnSendingIsCutOff() throws IOException {
        try (var client = new RawConnection()) {
            client.send(post(key, "Content-Length: 1048577")).write("x");
            assertEquals(413, client.response().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void headersBeyond32KibibytesAre431() {
        withKey(key)
                .header("X-Padding", "x".repeat(33 << 10))
                .get(ROUTE)
                .then()
                .statusCode(431)
                .body("error", equalTo("RequestHeaderFieldsTooLarge"));
        withKey(key).get(ROUTE + "?q=" + "x".repeat(33 << 10)).then().statusCode(431);
        withKey(key).header("X-Padding", "x".repeat(20 << 10)).get(ROUTE).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: application/jsonp",
                "Content-Type: application/json; charset=iso-8859-1",
                "Content-Type: application/json\r\nContent-Type: text/plain",
                "Content-Type: application/json\r\nContent-Encoding: gzip",
                "X-No-Type: at all",
            })
    void bodyOfAnotherTypeIs415(String header) throws IOException {
        refused(
                415,
                "UnsupportedMediaType",
                "POST " + ROUTE + " HTTP/1.1",
                "Host: x",
                "X-API-Key: " + key,
                header,
                "Content-Length: 2",
                "",
                "{}");
        assertTrue(services.payments.arrived().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=UTF-8",
                "Application/JSON; charset=\"utf-8\"",
                "application/json\t; profile=\"a;b\""
            })
    void jsonInUtf8Passes(String type) throws IOException {
        try (var client = new RawConnection()) {
            client.send(
                    "POST " + ROUTE + " HTTP/1.1",
                    "Host: x",
                    "X-API-Key: " + key,
                    "Content-Type: " + type,
                    "Content-Length: 2");
            assertEquals(200, client.write("{}").response().status());
        }
        assertEquals(
                List.of("application/json"), services.payments.last().headers().get("Content-Type"));
    }

    @Test
    void requestWithoutABodyNeedsNoType() {
        withKey(key).post("/v1/payment-intents/pi_1/cancel").then().statusCode(200);
    }

    @Test
    void strangeTransferEncodingIs400() throws IOException {
        refused(400, "ValidationError", post(key, "Transfer-Encoding: Chunked"));
    }

    @Test
    void serviceThatDoesNotAnswerIs504() {
        services.payments.on(ROUTE, exchange -> {});
        withKey(key)
                .get(ROUTE)
                .then()
                .statusCode(504)
                .header("X-Environment", "test")
                .body("error", equalTo("UpstreamTimeout"));
    }

    @Test
    void clientThatDoesNotFinishItsBodyIs408() throws IOException {
        refused(408, "RequestTimeout", post(key, "Content-Length: 10"));
    }

    @Test
    void serviceThatIsNotThereIs503() {
        services.payments.stop();
        try {
            var answer = withKey(key).get(ROUTE);
            answer.then().statusCode(503).header("X-Environment", "test").body("error", equalTo("UpstreamUnavailable"));
            assertFalse(answer.asString().contains("127.0.0.1"));
        } finally {
            services.payments.start();
        }
        withKey(key).get(ROUTE).then().statusCode(200);
    }

    private void refused(int status, String code, String... lines) throws IOException {
        try (var client = new RawConnection()) {
            var response = client.send(lines).response();
            var envelope = new JsonObject(response.body());
            assertEquals(status, response.status());
            assertEquals(code, envelope.getString("error"));
            assertEquals(status, envelope.getInteger("statusCode"));
            assertEquals(response.header("x-request-id").orElseThrow(), envelope.getString("requestId"));
        }
    }
}
