package dev.tollgate.webhooks.delivery;

import static dev.tollgate.webhooks.WebhooksApi.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.webhooks.FactSender;
import dev.tollgate.webhooks.Receiver;
import dev.tollgate.webhooks.WebhooksApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each kind of answer leads to; the schedule of tests is 4 retries after 100 ms each. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class RetryApiTest {
    private final WebhooksApi api = WebhooksApi.newOrganization();

    @Test
    void aFailedDeliveryComesAgainWithTheSameIdAndBytes() throws Exception {
        try (var receiver = Receiver.answering(500, 503)) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            var delivery = becomes(subscribed.id(), event, "delivered");

            assertEquals(List.of(500, 503, 204), delivery.getList("attempts.statusCode"));
            assertEquals(3, receiver.received(event).size());
            assertEquals(
                    1,
                    receiver.received(event).stream()
                            .map(Receiver.Received::body)
                            .distinct()
                            .count());
            for (var request : receiver.received(event)) {
                request.verify(subscribed.secret());
            }
        }
    }

    @Test
    void afterTheLastRetryItHasFailed() {
        try (var receiver = Receiver.behaving((request, exchange) -> 500)) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            var delivery = becomes(subscribed.id(), event, "failed");

            assertEquals(5, delivery.getInt("attemptCount"));
            assertEquals(5, receiver.received(event).size());
            assertNotNull(delivery.get("completedAt"));
            assertNull(delivery.get("nextAttemptAt"));
        }
    }

    @Test
    void retryAfterIsHonoured() {
        try (var receiver = Receiver.behaving((request, exchange) -> {
            exchange.getResponseHeaders().add("Retry-After", "3600");
            return 429;
        })) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            eventually(
                    () -> assertEquals(1, api.deliveryOf(subscribed.id(), event).getInt("attemptCount")));

            var next = Instant.parse(api.deliveryOf(subscribed.id(), event).getString("nextAttemptAt"));
            var wait = Duration.between(Instant.now(), next);
            assertTrue(wait.compareTo(Duration.ofMinutes(59)) > 0 && wait.compareTo(Duration.ofMinutes(61)) < 0);
        }
    }

    @Test
    void redirectsAreNotFollowed() {
        try (var elsewhere = Receiver.answering();
                var receiver = Receiver.behaving((request, exchange) -> {
                    exchange.getResponseHeaders().add("Location", elsewhere.url());
                    return 307;
                })) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            becomes(subscribed.id(), event, "failed");

            assertEquals(List.of(), elsewhere.received());
        }
    }

    @Test
    void goneSwitchesTheSubscriptionOff() {
        try (var receiver = Receiver.answering(410);
                var facts = FactsOnKafka.of("tollgate.webhooks.subscription.v1")) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            var delivery = becomes(subscribed.id(), event, "failed");

            assertEquals(1, delivery.getInt("attemptCount"));
            assertFalse(api.subscription(subscribed.id()).getBoolean("active"));
            assertEquals("endpoint_gone", api.subscription(subscribed.id()).getString("disabledReason"));
            var told = facts.await(subscribed.id(), "dev.tollgate.webhooks.subscription.updated.v1");
            assertEquals("endpoint_gone", told.data().path("disabledReason").asText());
        }
    }

    @Test
    void whatWaitsForASwitchedOffSubscriptionGoesOnAfterwards() {
        try (var receiver = Receiver.behaving((request, exchange) -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            return 503;
        })) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");
            eventually(
                    () -> assertEquals(1, api.deliveryOf(subscribed.id(), event).getInt("attemptCount")));
            api.patch(subscribed.id(), Map.of("active", false)).statusCode(200);
            WebhooksApi.sql("update delivery set due_at = now() where state = 'due' and event_id = '" + event + "'");
            var fence = api.subscribe(receiver.url(), "*");
            var ping = api.ping(fence.id());
            eventually(() -> assertEquals(1, api.delivery(fence.id(), ping).getInt("attemptCount")));
            assertEquals(1, receiver.received(event).size());

            api.patch(subscribed.id(), Map.of("active", true)).statusCode(200);

            eventually(() -> assertEquals(2, receiver.received(event).size()));
        }
    }

    @Test
    void deletingDropsWhatIsPending() {
        try (var receiver = Receiver.answering(500, 500, 500)) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");
            eventually(() -> assertFalse(receiver.received(event).isEmpty()));

            api.request()
                    .delete(WebhooksApi.PATH + "/" + subscribed.id())
                    .then()
                    .statusCode(204);

            assertEquals(0, WebhooksApi.sql("delete from delivery where subscription_id = '" + subscribed.id() + "'"));
        }
    }

    @Test
    void anEndpointThatDoesNotAnswerInTimeHasFailed() {
        try (var receiver = Receiver.behaving((request, exchange) -> never())) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            eventually(() -> assertEquals(
                    "no answer within 2000 ms",
                    api.deliveryOf(subscribed.id(), event).getString("attempts[0].error")));
            assertNull(api.deliveryOf(subscribed.id(), event).get("attempts[0].statusCode"));
        }
    }

    @Test
    void aStatusInTimeCountsThoughTheBodyTricklesOn() {
        try (var receiver = Receiver.behaving((request, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('o');
            exchange.getResponseBody().flush();
            return never();
        })) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            var delivery = becomes(subscribed.id(), event, "delivered");

            assertEquals("o", delivery.getString("attempts[0].response"));
        }
    }

    private static int never() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    @Test
    void orderIsKeptForAResourceWhileItsEndpointRecovers() {
        try (var receiver = Receiver.answering(500, 500)) {
            api.subscribe(receiver.url(), "*");
            var intent = TestIds.next("pi");

            var created = FactSender.created(intent, api.orgId(), "test");
            var settled = FactSender.settled(intent, api.orgId(), "test");

            eventually(() -> assertEquals(1, receiver.received(settled).size()));
            assertEquals(
                    List.of(created, created, created, settled),
                    receiver.received().stream().map(Receiver.Received::id).toList());
        }
    }

    @Test
    void anEventThatNeverGoesThroughLetsLaterOnesPassAfterThreeAttempts() {
        try (var receiver =
                Receiver.behaving((request, exchange) -> request.body().contains(".created\"") ? 500 : 204)) {
            var subscribed = api.subscribe(receiver.url(), "*");
            var intent = TestIds.next("pi");

            var created = FactSender.created(intent, api.orgId(), "test");
            var settled = FactSender.settled(intent, api.orgId(), "test");

            becomes(subscribed.id(), settled, "delivered");
            becomes(subscribed.id(), created, "failed");
            var order = receiver.received().stream().map(Receiver.Received::id).toList();
            assertEquals(List.of(created, created, created), order.subList(0, 3));
            assertTrue(order.subList(3, order.size())
                    .containsAll(Stream.of(created, settled).toList()));
        }
    }

    private JsonPath becomes(String subscriptionId, String event, String status) {
        WebhooksApi.eventually(
                () -> assertEquals(status, api.deliveryOf(subscriptionId, event).getString("status")));
        return api.deliveryOf(subscriptionId, event);
    }
}
