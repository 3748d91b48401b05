package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers might cut or name differently: none of them reaches a service as something else than it was here. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class SmugglingApiTest {
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
                "Host: y",
                "Host: x",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding : chunked",
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Content-Length: 2, 3",
                "Content-Length: +2",
                "Content-Length: -2",
                "Content-Length: 0x2",
                "Content-Length : 2",
                "X-A: a\u0000b",
                "X A: b",
                "X-A : b",
                ": b",
                "no colon",
            })
    void ambiguousHeadIs400AndNobodySeesIt(String line) throws IOException {
        try (var client = new RawConnection()) {
            var response = client.send(post(key, line)).response();
            assertEquals(400, response.status(), response.head());
        }
        assertTrue(services.payments.arrived().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key: a", "idempotency-key: b"})
    void idempotencyKeyComesOnce(String second) throws IOException {
        try (var client = new RawConnection()) {
            var response = client.send(post(key, "Content-Length: 2", "Idempotency-Key: a", second))
                    .response();
            assertEquals(400, response.status(), response.head());
            assertTrue(response.body().contains("Idempotency-Key: must come once"));
        }
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void hostMustBeThereOnce() throws IOException {
        try (var client = new RawConnection()) {
            assertEquals(
                    400,
                    client.send("GET " + ROUTE + " HTTP/1.1", "X-API-Key: " + key)
                            .response()
                            .status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9"})
    void otherVersionsAreNotSpokenHere(String version) throws IOException {
        try (var client = new RawConnection()) {
            var response = client.send("GET " + ROUTE + " " + version, "Host: x", "X-API-Key: " + key)
                    .response();
            assertEquals(400, response.status(), response.head());
        }
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void chunkedBodyIsForHttp11Only() throws IOException {
        try (var client = new RawConnection()) {
            client.send(
                    "POST " + ROUTE + " HTTP/1.0",
                    "X-API-Key: " + key,
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked");
            assertEquals(400, client.response().status());
        }
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void foldedLineIsOneValueOrRefused() throws IOException {
        try (var client = new RawConnection()) {
            var response = client.send(
                            "GET " + ROUTE + " HTTP/1.1",
                            "Host: x",
                            "X-API-Key: " + key,
                            "X-A: a",
                            " X-Org-Id: org_evil")
                    .response();
            assertTrue(response.status() == 400 || response.status() == 200);
        }
        services.payments
                .arrived()
                .forEach(arrived -> assertNull(arrived.headers().getFirst("X-Org-Id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_Org_Id", "Content_Length", "Transfer_Encoding", "X_Anything", "Idempotency_Key", "_"})
    void namesWithUnderscoresDoNotGoOn(String name) throws IOException {
        RawConnection.exchange("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key, name + ": 1");
        assertTrue(services.payments.last().headers().keySet().stream().noneMatch(sent -> sent.indexOf('_') >= 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close, content-length",
                "Connection: transfer-encoding",
                "Connection: host",
                "Connection: authorization, x-forwarded-for, x-forwarded-proto, x-request-id, traceparent",
            })
    void noHopTakesAwayWhatKeepsARequestWhole(String line) throws IOException {
        try (var client = new RawConnection()) {
            client.send(post(key, "Content-Length: 2", line)).write("{}");
            assertEquals(200, client.response().status());
        }
        var arrived = services.payments.last();
        assertEquals("{}", arrived.text());
        for (var ours : new String[] {
            "Authorization", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-Id", "Traceparent", "Host"
        }) {
            assertTrue(arrived.headers().containsKey(ours), ours);
        }
    }

    @Test
    void unknownExpectationIsNotPassedOn() throws IOException {
        RawConnection.exchange("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key, "Expect: miracles");
        assertNull(services.payments.last().headers().getFirst("Expect"));
    }

    @Test
    void whatFollowsARefusedHeadIsNoRequest() throws IOException {
        try (var client = new RawConnection()) {
            client.write("POST " + ROUTE + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 30\r\n\r\n{}"
                    + "GET /v1/context HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key + "\r\n\r\n");
            assertEquals(400, client.response().status());
            assertTrue(client.isClosed());
        }
        assertTrue(services.keys.arrived().isEmpty());
    }
}
