package dev.tollgate.gateway;

import static dev.tollgate.gateway.FakeService.reply;
import static dev.tollgate.gateway.RawConnection.exchange;
import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.post;
import static dev.tollgate.gateway.Requests.withKey;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How bodies flow through the gateway's two connections, and what happens when one of them breaks. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class ConnectionApiTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final int LONG_ANSWER = 100_000;

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
            client.send(post(key, "Transfer-Encoding: chunked")).write("5\r\n{\"a\":\r\n");
            assertEquals(
                    '{', (char) first.get(PATIENCE_SECONDS, TimeUnit.SECONDS).intValue());
            assertEquals(201, client.write("2\r\n1}\r\n0\r\n\r\n").response().status());
        }
    }

    @Test
    void bodyOfOneMebibytePasses() throws IOException {
        var body = "\"" + "x".repeat((1 << 20) - 2) + "\"";
        withKey(key)
                .contentType("application/json")
                .body(body)
                .post(ROUTE)
                .then()
                .statusCode(200);
        assertEquals(body, services.payments.last().text());
        try (var client = new RawConnection()) {
            client.send(post(key, "Transfer-Encoding: chunked")).write("100000\r\n" + body + "\r\n0\r\n\r\n");
            assertEquals(200, client.response().status());
        }
        assertEquals(body, services.payments.last().text());
    }

    @Test
    void expectationIsMetByTheGateway() throws IOException {
        try (var client = new RawConnection()) {
            client.send(post(key, "Content-Length: 2", "Expect: 100-continue"));
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
        withKey(key).get(ROUTE).then().statusCode(200).body("call", equalTo(2));
        assertEquals(2, calls.get());
    }

    @Test
    void postIsNotRepeated() {
        var calls = new AtomicInteger();
        services.payments.on(ROUTE, exchange -> {
            calls.incrementAndGet();
            exchange.close();
        });
        withKey(key)
                .contentType("application/json")
                .body("{}")
                .post(ROUTE)
                .then()
                .statusCode(503)
                .body("error", equalTo("UpstreamUnavailable"));
        assertEquals(1, calls.get());
    }

    @Test
    void longAnswerThatBreaksOffBreaksOffForTheClientToo() throws IOException {
        services.payments.on(ROUTE, exchange -> breakOff(exchange, LONG_ANSWER));
        try (var client = new RawConnection()) {
            client.send("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key)
                    .readUntil("half");
            assertTrue(client.isClosed());
        }
    }

    @Test
    void shortAnswerThatBreaksOffIsToldOf() {
        services.payments.on(ROUTE, exchange -> breakOff(exchange, 100));
        withKey(key).get(ROUTE).then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
    }

    private static void breakOff(HttpExchange exchange, int announced) throws IOException {
        exchange.sendResponseHeaders(200, announced);
        exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
