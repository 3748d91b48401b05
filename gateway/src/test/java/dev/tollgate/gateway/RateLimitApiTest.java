package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.withKey;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of an organization in a mode, as keys-service grants them. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class RateLimitApiTest {
    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    private final String org = TestIds.next("org");

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void everyAuthenticatedResponseTellsWhatIsLeft() {
        services.quota(grant(20, 1000, 830, 0));
        var key = services.key(org, Mode.TEST);
        withKey(key)
                .get(ROUTE)
                .then()
                .statusCode(200)
                .header("RateLimit", "\"default\";r=849;t=60")
                .header("RateLimit-Policy", "\"default\";q=1000;w=60");
        withKey(key).get("/v1/context").then().statusCode(200).header("RateLimit", "\"default\";r=848;t=60");
        services.payments.on(ROUTE, 500, "{}");
        withKey(key).get(ROUTE).then().statusCode(500).header("RateLimit", "\"default\";r=847;t=60");
        services.status(org, "sandbox_only");
        withKey(services.key(org, Mode.LIVE))
                .get(ROUTE)
                .then()
                .statusCode(403)
                .header("RateLimit", "\"default\";r=849;t=60");
    }

    @Test
    void requestBeyondTheLimitIs429AndReachesNobody() {
        services.quota(grant(0, 2000, 0, 1500));
        for (int i = 0; i < 3; i++) {
            withKey(services.key(org, Mode.TEST))
                    .get(ROUTE)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "2")
                    .header("RateLimit", "\"default\";r=0;t=2")
                    .header("RateLimit-Policy", "\"default\";q=2000;w=60")
                    .header("X-Environment", "test")
                    .body("error", equalTo("RateLimitExceeded"));
        }
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void keysServiceIsAskedForBlocksAndNotPerRequest() {
        var asked = new ConcurrentLinkedQueue<JsonObject>();
        services.keys.on(Services.QUOTA, (FakeService.Streaming) exchange -> {
            asked.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            FakeService.reply(exchange, 200, grant(20, 1000, 900, 0));
        });
        var key = services.key(org, Mode.TEST);
        for (int i = 0; i < 30; i++) {
            withKey(key).get(ROUTE).then().statusCode(200);
        }
        assertTrue(asked.size() <= 3, asked::toString);
        assertEquals(new JsonObject().put("orgId", org).put("mode", "test").put("tokens", 10), asked.peek());
    }

    @Test
    void otherModeAndOtherOrganizationHaveTheirOwn() {
        services.quota(grant(0, 1000, 0, 60_000));
        withKey(services.key(org, Mode.TEST)).get(ROUTE).then().statusCode(429);
        services.quota(grant(20, 6000, 5000, 0));
        services.status(org, "production_approved");
        withKey(services.key(org, Mode.LIVE))
                .get(ROUTE)
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"default\";q=6000;w=60");
        withKey(services.key(TestIds.next("org"), Mode.TEST)).get(ROUTE).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"granted\":-1,\"limit\":1000,\"windowSeconds\":60,\"remaining\":1}"})
    void withoutKeysServiceTheDefaultHolds(String nonsense) {
        services.quota(nonsense);
        withKey(services.key(org, Mode.TEST))
                .get(ROUTE)
                .then()
                .statusCode(200)
                .header("RateLimit", "\"default\";r=999;t=60");
    }

    @Test
    void requestsWaitOnlyForTheFirstBlock() throws Exception {
        var open = new CountDownLatch(1);
        services.keys.on(Services.QUOTA, (FakeService.Streaming) exchange -> {
            int tokens = new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getInteger("tokens");
            await(open);
            FakeService.reply(exchange, 200, grant(tokens, 1000, 100, 0));
        });
        var key = services.key(org, Mode.TEST);
        var statuses = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = List.of(1, 2, 3, 4, 5).stream()
                    .map(i -> clients.submit(
                            () -> statuses.addAndGet(withKey(key).get(ROUTE).statusCode())))
                    .toList();
            open.countDown();
            for (var answer : answers) {
                answer.get();
            }
        }
        assertEquals(5 * 200, statuses.get());
    }

    @Test
    void staffAreNotCounted() {
        services.quota(grant(0, 1000, 0, 60_000));
        given().header("Authorization", services.staff())
                .get("/v1/context")
                .then()
                .statusCode(200)
                .header("RateLimit", nullValue());
    }

    private static String grant(int granted, int limit, int remaining, long retryAfterMillis) {
        return new JsonObject()
                .put("granted", granted)
                .put("limit", limit)
                .put("windowSeconds", 60)
                .put("remaining", remaining)
                .put("retryAfterMillis", retryAfterMillis)
                .encode();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
