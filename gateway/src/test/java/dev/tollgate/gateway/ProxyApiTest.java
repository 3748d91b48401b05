package dev.tollgate.gateway;

import static dev.tollgate.gateway.FakeService.reply;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class ProxyApiTest {
    private static final String ROUTE = "/v1/payment-intents";
    private static final int PATIENCE_SECONDS = 20;

    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

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
    void requestGoesOnAsItCame() {
        withKey()
                .header("Idempotency-Key", "k1")
                .contentType("application/json; charset=utf-8")
                .body("{\"amount\":\"10.00\"}")
                .urlEncodingEnabled(false)
                .patch("/v1/invoices/inv_1?a=%2F..%2F&b=1&b=2")
                .then()
                .statusCode(200);
        var arrived = services.payments.last();
        assertEquals("PATCH /v1/invoices/inv_1?a=%2F..%2F&b=1&b=2", arrived.method() + " " + arrived.uri());
        assertEquals("{\"amount\":\"10.00\"}", arrived.text());
        assertEquals("k1", arrived.headers().getFirst("Idempotency-Key"));
        assertEquals("application/json; charset=utf-8", arrived.headers().getFirst("Content-Type"));
    }

    @Test
    void headersThatNameAnIdentityAreDropped() throws IOException {
        exchange(
                "GET " + ROUTE + " HTTP/1.1",
                "Host: evil.example",
                "X-API-Key: " + key,
                "X-Environment: live",
                "X-Org-Id: org_evil",
                "X_Tenant_Id: org_evil",
                "X-Tollgate-Principal: evil",
                "X-User-Id: usr_evil",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Host: evil.example",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "Cookie: session=evil",
                "X-HTTP-Method-Override: DELETE",
                "Proxy-Authorization: Basic evil",
                "Accept-Language: pt-BR");
        var arrived = services.payments.last();
        assertEquals("GET", arrived.method());
        assertFalse(
                arrived.headers().toString().contains("evil"), arrived.headers().toString());
        assertFalse(arrived.headers().toString().contains("6.6.6.6"));
        assertFalse(arrived.headers().toString().contains(key));
        assertNull(arrived.headers().getFirst("X-Environment"));
        assertNull(arrived.headers().getFirst("X-HTTP-Method-Override"));
        assertEquals(List.of("127.0.0.1"), arrived.headers().get("X-Forwarded-For"));
        assertEquals(services.payments.url(), "http://" + arrived.headers().getFirst("Host"));
        assertEquals("pt-BR", arrived.headers().getFirst("Accept-Language"));
    }

    @Test
    void connectionHeaderTakesAwayNothingOfOurs() throws IOException {
        exchange(
                "GET " + ROUTE + " HTTP/1.1",
                "Host: x",
                "X-API-Key: " + key,
                "Connection: keep-alive, authorization, x-request-id, x-forwarded-for, x-hop, x-api-key",
                "X-Hop: by hop",
                "X-Signature: stays");
        var arrived = services.payments.last();
        assertEquals(org, InternalJwt.claims(arrived).get("org"));
        assertTrue(arrived.headers().containsKey("X-Request-Id"));
        assertEquals("127.0.0.1", arrived.headers().getFirst("X-Forwarded-For"));
        assertNull(arrived.headers().getFirst("X-Hop"));
        assertEquals("stays", arrived.headers().getFirst("X-Signature"));
    }

    @Test
    void upgradesGoNowhere() throws IOException {
        exchange(
                "GET " + ROUTE + " HTTP/1.1",
                "Host: x",
                "X-API-Key: " + key,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertNull(services.payments.last().headers().getFirst("Upgrade"));
        assertEquals(org, InternalJwt.claims(services.payments.last()).get("org"));
    }

    @Test
    void requestIdOfTheClientIsKept() {
        var id = UUID.randomUUID().toString();
        services.payments.on(ROUTE, exchange -> {
            exchange.getResponseHeaders().set("X-Request-Id", "another");
            reply(exchange, 200, "{}");
        });
        var answer = withKey().header("x-request-id", id).get(ROUTE);
        assertEquals(List.of(id), answer.headers().getValues("x-request-id"));
        var arrived = services.payments.last();
        assertEquals(List.of(id), arrived.headers().get("X-Request-Id"));
        assertTrue(arrived.headers().getFirst("Traceparent").contains(id.replace("-", "")));
        assertEquals(id, services.keys.last().headers().getFirst("X-Request-Id"));
    }

    @Test
    void requestIdThatIsNoUuidIsReplaced() {
        var answer = given().header("x-request-id", "1; drop").get(ROUTE);
        var id = answer.header("x-request-id");
        assertNotEquals("1; drop", id);
        assertEquals(id, UUID.fromString(id).toString());
        answer.then().statusCode(401).body("requestId", equalTo(id));
    }

    @Test
    void traceOfTheClientGoesOn() {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        withKey().header("traceparent", trace).get(ROUTE).then().statusCode(200);
        assertEquals(trace, services.payments.last().headers().getFirst("Traceparent"));
    }

    @Test
    void answerComesBackAsItIsWithoutWhatTellsOfTheInside() {
        services.payments.on(ROUTE, exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.set("Server", "secret/1.0");
            headers.set("X-Powered-By", "secret");
            headers.set("X-Environment", "live");
            headers.set("X-Tollgate-Node", "secret");
            headers.set("Idempotency-Replayed", "true");
            headers.set("Location", "/v1/payment-intents/pi_1");
            reply(exchange, 201, "{\"id\":\"pi_1\"}");
        });
        withKey()
                .post(ROUTE)
                .then()
                .statusCode(201)
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue())
                .header("X-Tollgate-Node", nullValue())
                .header("X-Environment", "test")
                .header("Idempotency-Replayed", "true")
                .header("Location", "/v1/payment-intents/pi_1")
                .header("x-request-id", matchesPattern("[0-9a-f-]{36}"))
                .body("id", equalTo("pi_1"));
    }

    @Test
    void refusalOfAServiceComesBackAsItIs() {
        services.payments.on(ROUTE, 400, "{\"statusCode\":400,\"error\":\"KybNotApproved\"}");
        withKey().post(ROUTE).then().statusCode(400).body("error", equalTo("KybNotApproved"));
    }

    @Test
    void failureOfAServiceThatIsNotTheEnvelopeIsNotShown() {
        services.payments.on(ROUTE, exchange -> {
            byte[] page = "<h1>NullPointerException at db-7.internal</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("X-Stack", "secret");
            exchange.sendResponseHeaders(500, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        var answer = withKey().get(ROUTE);
        answer.then().statusCode(500).body("error", equalTo("InternalError")).header("X-Stack", nullValue());
        assertFalse(answer.asString().contains("db-7"));
    }

    @Test
    void bodilessAnswersStayBodiless() throws IOException {
        services.payments.on(ROUTE, 204, "");
        var none = exchange("DELETE " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key);
        assertEquals(204, none.status());
        assertTrue(none.header("transfer-encoding").isEmpty(), none.head());
        services.payments.on(ROUTE, 304, "");
        assertEquals(
                304,
                exchange("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key)
                        .status());
    }

    @Test
    void headIsPassedOn() {
        withKey().head(ROUTE).then().statusCode(200);
        assertEquals("HEAD", services.payments.last().method());
    }

    @Test
    void compressedAnswerIsNotTouched() {
        byte[] zipped = {31, -117, 8, 0, 1, 2, 3};
        services.payments.on(ROUTE, exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, zipped.length);
            exchange.getResponseBody().write(zipped);
            exchange.close();
        });
        try (var client = new RawConnection()) {
            var head = client.send(
                            "GET " + ROUTE + " HTTP/1.1", "Host: x", "Accept-Encoding: gzip", "X-API-Key: " + key)
                    .readUntil("\r\n\r\n");
            assertTrue(head.contains("gzip"));
            assertArrayEquals(zipped, client.readUntil("\3").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void answerThatNeverEndsIsPassedOnChunkByChunk() throws IOException, InterruptedException {
        var seen = new CountDownLatch(1);
        services.payments.on("/pay/abc", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitQuietly(seen); // the second comes only after the client has had the first
            exchange.getResponseBody().write("data: second\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        try (var client = new RawConnection()) {
            client.send("GET /pay/abc HTTP/1.1", "Host: x").readUntil("data: first\n\n");
            seen.countDown();
            client.readUntil("data: second\n\n");
        }
    }

    @Test
    void uploadReachesTheServiceBeforeItIsComplete() throws Exception {
        var first = new CompletableFuture<Integer>();
        services.payments.on(ROUTE, (FakeService.Streaming) exchange -> {
            first.complete(exchange.getRequestBody().read());
            exchange.getRequestBody().readAllBytes();
            reply(exchange, 201, "{}");
        });
        try (var client = new RawConnection()) {
            client.send(post("Transfer-Encoding: chunked")).write("5\r\n{\"a\":\r\n");
            assertEquals(
                    '{', (char) first.get(PATIENCE_SECONDS, TimeUnit.SECONDS).intValue());
            assertEquals(201, client.write("2\r\n1}\r\n0\r\n\r\n").response().status());
        }
    }

    @Test
    void bodyOfOneMebibytePasses() throws IOException {
        var body = "\"" + "x".repeat((1 << 20) - 2) + "\"";
        withKey().contentType("application/json").body(body).post(ROUTE).then().statusCode(200);
        assertEquals(body, services.payments.last().text());
        try (var client = new RawConnection()) {
            client.send(post("Transfer-Encoding: chunked")).write("100000\r\n" + body + "\r\n0\r\n\r\n");
            assertEquals(200, client.response().status());
        }
        assertEquals(body, services.payments.last().text());
    }

    @Test
    void expectationIsMetByTheGateway() throws IOException {
        try (var client = new RawConnection()) {
            client.send(post("Content-Length: 2", "Expect: 100-continue"));
            assertTrue(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 100 "));
            assertEquals(200, client.write("{}").response().status());
        }
        assertNull(services.payments.last().headers().getFirst("Expect"));
        assertEquals("{}", services.payments.last().text());
    }

    @Test
    void refusedRequestIsNotToldToContinue() throws IOException {
        try (var client = new RawConnection()) {
            client.send(
                    "POST " + ROUTE + " HTTP/1.1",
                    "Host: x",
                    "Content-Type: application/json",
                    "Content-Length: 2",
                    "Expect: 100-continue");
            assertEquals(401, client.response().status());
        }
    }

    @Test
    void closedConnectionIsTriedOnceMoreIfTheRequestMayBeRepeated() {
        var calls = new AtomicInteger();
        services.payments.on(ROUTE, exchange -> {
            if (calls.incrementAndGet() == 1) {
                exchange.close();
            } else {
                reply(exchange, 200, "{\"call\":2}");
            }
        });
        withKey().get(ROUTE).then().statusCode(200).body("call", equalTo(2));
        assertEquals(2, calls.get());
    }

    @Test
    void postIsNotRepeated() {
        var calls = new AtomicInteger();
        services.payments.on(ROUTE, exchange -> {
            calls.incrementAndGet();
            exchange.close();
        });
        withKey()
                .contentType("application/json")
                .body("{}")
                .post(ROUTE)
                .then()
                .statusCode(503)
                .body("error", equalTo("UpstreamUnavailable"));
        assertEquals(1, calls.get());
    }

    @Test
    void answerThatBreaksOffBreaksOffForTheClientToo() throws IOException {
        services.payments.on(ROUTE, exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });
        try (var client = new RawConnection()) {
            client.send("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key)
                    .readUntil("half");
            assertTrue(client.isClosed());
        }
    }

    @Test
    void connectionServesOneRequestAfterAnother() throws IOException {
        try (var client = new RawConnection()) {
            assertEquals(
                    404,
                    client.send("GET /v1/unknown HTTP/1.1", "Host: x")
                            .response()
                            .status());
            assertEquals(
                    200,
                    client.send("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key)
                            .response()
                            .status());
            assertEquals(
                    401,
                    client.send("GET " + ROUTE + " HTTP/1.1", "Host: x")
                            .response()
                            .status());
        }
    }

    private RequestSpecification withKey() {
        return given().header("X-API-Key", key);
    }

    private RawConnection.Response exchange(String... lines) throws IOException {
        try (var client = new RawConnection()) {
            return client.send(lines).response();
        }
    }

    private String[] post(String... headers) {
        var lines = new String[headers.length + 4];
        lines[0] = "POST " + ROUTE + " HTTP/1.1";
        lines[1] = "Host: x";
        lines[2] = "X-API-Key: " + key;
        lines[3] = "Content-Type: application/json";
        System.arraycopy(headers, 0, lines, 4, headers.length);
        return lines;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
