package dev.tollgate.gateway;

import static dev.tollgate.gateway.FakeService.reply;
import static dev.tollgate.gateway.RawConnection.exchange;
import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.withKey;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a request reaches the service, and what of its answer the client: headers, ids, refusals, failures. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class ForwardingApiTest {
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
        withKey(key)
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
        assertEquals("application/json", arrived.headers().getFirst("Content-Type"), "its parameters end here");
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
        var answer = withKey(key).header("x-request-id", id).get(ROUTE);
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
        withKey(key).header("traceparent", trace).get(ROUTE).then().statusCode(200);
        assertEquals(trace, services.payments.last().headers().getFirst("Traceparent"));
    }

    @Test
    void headIsPassedOn() {
        withKey(key).head(ROUTE).then().statusCode(200);
        assertEquals("HEAD", services.payments.last().method());
    }

    @Test
    void answerComesBackAsItIsWithoutWhatTellsOfTheInside() {
        services.payments.on(ROUTE, exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.set("Server", "secret/1.0");
            headers.set("X-Powered-By", "secret");
            headers.set("X-Environment", "live");
            headers.set("X-Tollgate-Node", "secret");
            headers.set("Date", "Thu, 01 Jan 1970 00:00:00 GMT");
            headers.set("Idempotency-Replayed", "true");
            headers.set("Location", "/v1/payment-intents/pi_1");
            reply(exchange, 201, "{\"id\":\"pi_1\"}");
        });
        var dates = withKey(key)
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
                .body("id", equalTo("pi_1"))
                .extract()
                .headers()
                .getValues("Date");
        assertEquals(1, dates.size());
        assertFalse(dates.getFirst().contains("1970"), dates.getFirst());
    }

    @Test
    void refusalOfAServiceComesBackAsItIs() {
        services.payments.on(ROUTE, 400, "{\"statusCode\":400,\"error\":\"KybNotApproved\"}");
        withKey(key).post(ROUTE).then().statusCode(400).body("error", equalTo("KybNotApproved"));
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
        var answer = withKey(key).get(ROUTE);
        answer.then().statusCode(500).body("error", equalTo("InternalError")).header("X-Stack", nullValue());
        assertFalse(answer.asString().contains("db-7"));
    }
}
