package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.withKey;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a service's answer that is no envelope, that stops in the middle, or that knows a limit or a method better than the gate. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class AnswersApiTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final int TIMEOUT_SECONDS = 2; // as BehindTheGate configures
    private static final int LONG_ANSWER = 100_000;

    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    private final CountDownLatch over = new CountDownLatch(1);
    private String key = "";

    @BeforeEach
    void credential() {
        key = services.key(TestIds.next("org"), Mode.TEST);
    }

    @AfterEach
    void forget() {
        over.countDown();
        services.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, ValidationError",
        "404, 404, NotFound",
        "405, 405, MethodNotAllowed",
        "406, 406, NotAcceptable",
        "408, 408, RequestTimeout",
        "413, 413, PayloadTooLarge",
        "414, 431, RequestHeaderFieldsTooLarge",
        "431, 431, RequestHeaderFieldsTooLarge",
        "415, 415, UnsupportedMediaType",
        "401, 500, InternalError",
        "418, 500, InternalError",
        "500, 500, InternalError",
        "502, 503, UpstreamUnavailable",
        "503, 503, UpstreamUnavailable",
        "504, 504, UpstreamTimeout",
    })
    void refusalOfAServiceThatIsNoEnvelopeIsReplaced(int said, int status, String code) {
        for (var page : List.of("", "<h1>at db-7.internal</h1>")) {
            services.payments.on(ROUTE, exchange -> html(exchange, said, page));
            var answer = withKey(key).get(ROUTE);
            answer.then()
                    .statusCode(status)
                    .contentType("application/json")
                    .header("X-Stack", nullValue())
                    .header("X-Environment", "test")
                    .body("error", equalTo(code))
                    .body("statusCode", equalTo(status));
            assertFalse(answer.asString().contains("db-7"));
        }
    }

    @Test
    void pageThatIsNoRefusalComesBackAsItIs() {
        services.onboarding.on("/connect/terms/tos_1", exchange -> html(exchange, 200, "<h1>Terms</h1>"));
        given().get("/connect/terms/tos_1").then().statusCode(200).contentType("text/html");
    }

    private static void html(HttpExchange exchange, int status, String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.getResponseHeaders().set("X-Stack", "secret");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Test
    void shortAnswerThatStopsInTheMiddleIs504() {
        services.payments.on(ROUTE, stops(100));
        withKey(key).get(ROUTE).then().statusCode(504).body("error", equalTo("UpstreamTimeout"));
    }

    @Test
    void longAnswerThatStopsInTheMiddleIsBrokenOff() throws IOException {
        for (int length : new int[] {LONG_ANSWER, 0}) {
            services.payments.on(ROUTE, stops(length));
            long began = System.nanoTime();
            try (var client = new RawConnection()) {
                client.send("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key)
                        .readUntil("half");
                assertTrue(client.isClosed());
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.compareTo(Duration.ofSeconds(3 * TIMEOUT_SECONDS)) < 0, took.toString());
        }
    }

    @Test
    void answerThatGoesOnMayTakeLongerThanTheTimeout() throws IOException {
        int pieces = 3 * TIMEOUT_SECONDS * 2;
        services.payments.on("/pay/abc", exchange -> piecemeal(exchange, pieces));
        try (var client = new RawConnection()) {
            client.send("GET /pay/abc HTTP/1.1", "Host: x").readUntil("0\r\n\r\n");
        }
    }

    private static void piecemeal(HttpExchange exchange, int pieces) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var sent = new AtomicInteger();
        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    return sent.incrementAndGet() == pieces;
                });
        exchange.close();
    }

    /** Who waits for an answer about the same credential does not wait for ever. */
    @Test
    void serviceThatStopsInTheMiddleOfWhatTheGateAsksIsAskedAgain() {
        var stranger = ApiKeyText.mint(Mode.TEST).text().reveal();
        services.keys.on(Services.KEYS_RESOLVE, stops(100));
        withKey(stranger).get(ROUTE).then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        services.keys.on(Services.KEYS_RESOLVE, 200, "{\"outcome\":\"refused\"}");
        withKey(stranger).get(ROUTE).then().statusCode(401).body("error", equalTo("InvalidApiKey"));
    }

    private HttpHandler stops(int announced) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, announced);
            exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    @Test
    void limitOfAServiceTakesThePlaceOfTheOrganizationsOnA429() {
        HttpHandler tooMany = exchange -> {
            exchange.getResponseHeaders().set("RateLimit", "\"client\";r=0;t=9");
            exchange.getResponseHeaders().set("RateLimit-Policy", "\"client\";q=20;w=900");
            exchange.getResponseHeaders().set("Retry-After", "9");
            FakeService.reply(exchange, 429, "{\"error\":\"RateLimitExceeded\"}");
        };
        services.auth.on("/v1/auth/signin", tooMany);
        services.auth.on("/v1/members", tooMany);
        for (var answer : List.of(given().post("/v1/auth/signin"), withKey(key).post("/v1/members"))) {
            answer.then().statusCode(429).header("Retry-After", "9");
            assertEquals(List.of("\"client\";r=0;t=9"), answer.headers().getValues("RateLimit"));
            assertEquals(List.of("\"client\";q=20;w=900"), answer.headers().getValues("RateLimit-Policy"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/organizations | POST",
                "/healthz | GET, HEAD",
                "/docs/docs.css | GET, HEAD",
                "/v1/context | GET, HEAD",
                "/v1/auth/signin | POST",
            })
    void methodThatThePathDoesNotHaveIsAnsweredWithThoseThatItHas(String path, String methods) {
        given().delete(path).then().statusCode(405).header("Allow", methods);
    }

    @Test
    void soIsOneThatAServiceRefuses() {
        services.keys.on("/v1/api-keys/key_1", 405, "{\"error\":\"MethodNotAllowed\"}");
        withKey(key).put("/v1/api-keys/key_1").then().statusCode(405).header("Allow", "DELETE, GET, HEAD");
        services.onboarding.on("/v1/notifications/read-all", 405, "{\"error\":\"MethodNotAllowed\"}");
        withKey(key).put("/v1/notifications/read-all").then().statusCode(405).header("Allow", "POST");
        services.payments.on("/pay/abc", 405, "{\"error\":\"MethodNotAllowed\"}");
        given().put("/pay/abc").then().statusCode(405).header("Allow", "DELETE, GET, HEAD, PATCH, POST, PUT");
    }
}
