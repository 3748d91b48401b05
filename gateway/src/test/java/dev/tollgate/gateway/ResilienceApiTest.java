package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.withKey;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service in trouble means for its callers, for callers of others, and what stopping means. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class ResilienceApiTest {
    private static final int CONNECTIONS = 8; // as BehindTheGate configures
    private static final int IN_A_ROW = 10;
    private static final int PATIENCE_SECONDS = 20;

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
    void serviceThatDoesNotAnswerIsLeftAloneAndFoundAgain() {
        var connected = new AtomicInteger();
        services.limits.on("/v1/limits", (FakeService.Streaming) exchange -> connected.incrementAndGet());
        for (int round = 0; round < 2; round++) {
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = new ArrayList<Future<Integer>>();
                for (int i = 0; i < IN_A_ROW / 2; i++) {
                    answers.add(
                            clients.submit(() -> withKey(key).get("/v1/limits").statusCode()));
                }
                answers.forEach(answer -> assertEquals(504, get(answer)));
            }
        }
        int before = connected.get();
        for (int i = 0; i < 3; i++) {
            withKey(key).get("/v1/limits").then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        }
        assertEquals(before, connected.get(), "it was asked although it is known not to answer");
        services.limits.on("/v1/limits", 200, "{}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> withKey(key).get("/v1/limits").statusCode() == 200);
        withKey(key).get("/v1/limits").then().statusCode(200);
    }

    @Test
    void slowServiceTakesNoConnectionOfAnother() {
        var open = new CountDownLatch(1);
        services.payments.on(ROUTE, (FakeService.Streaming) exchange -> {
            await(open);
            FakeService.reply(exchange, 200, "{}");
        });
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 3 * CONNECTIONS; i++) {
                waiting.add(clients.submit(() -> withKey(key).get(ROUTE).statusCode()));
            }
            withKey(key).get("/v1/limits").then().statusCode(200);
            withKey(key).get("/v1/webhook-subscriptions").then().statusCode(200);
            open.countDown();
            waiting.forEach(answer -> assertEquals(200, get(answer)));
        }
    }

    @Test
    void requestsInFlightFinishWhileNoNewConnectionIsKept() throws Exception {
        var seen = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        services.payments.on(ROUTE, (FakeService.Streaming) exchange -> {
            seen.countDown();
            await(open);
            FakeService.reply(exchange, 200, "{\"finished\":true}");
        });
        try (var slow = new RawConnection();
                var next = new RawConnection()) {
            slow.send("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key);
            await(seen);
            try (var _ = Stopping.begin()) {
                given().get("/readyz").then().statusCode(503).body("status", equalTo("unavailable"));
                given().get("/healthz").then().statusCode(200);
                var answer = next.send("GET /v1/context HTTP/1.1", "Host: x", "X-API-Key: " + key)
                        .response();
                assertEquals(200, answer.status());
                assertEquals("close", answer.header("connection").orElseThrow());
                assertTrue(next.isClosed());
                open.countDown();
                assertEquals("{\"finished\":true}", slow.response().body());
            }
        }
        given().get("/readyz").then().statusCode(200);
    }

    private static int get(Future<Integer> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
