package dev.tollgate.webhooks.delivery;

import static dev.tollgate.webhooks.WebhooksApi.eventually;
import static dev.tollgate.webhooks.WebhooksApi.sql;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.webhooks.FactSender;
import dev.tollgate.webhooks.Receiver;
import dev.tollgate.webhooks.WebhooksApi;
import dev.tollgate.webhooks.WebhooksSettings;
import dev.tollgate.webhooks.dispatch.NewDeliveries;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of this package's essay: crashes, two workers, endpoints that are dead. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class DeliveryWorkerDbTest {
    @Inject
    Transactions transactions;

    @Inject
    Background background;

    @Inject
    DeliveryQueue queue;

    @Inject
    AttemptDelivery attempt;

    @Inject
    NewDeliveries announcements;

    @Inject
    WebhooksSettings settings;

    private final WebhooksApi api = WebhooksApi.newOrganization();

    @Test
    void twoWorkersNeverSendOneDeliveryAtOnce() {
        var second = new DeliveryWorker(transactions, background, queue, attempt, announcements, settings);
        try (var receiver = Receiver.answering()) {
            var subscribed = api.subscribe(receiver.url(), "*");
            second.start(new StartupEvent());

            IntStream.range(0, 100).forEach(i -> api.ping(subscribed.id()));

            eventually(() -> assertEquals(100, receiver.received().size()));
            var perEvent = receiver.received().stream()
                    .collect(Collectors.groupingBy(Receiver.Received::id, Collectors.counting()));
            assertEquals(100, perEvent.size());
        } finally {
            second.stop(new ShutdownEvent());
        }
    }

    @Test
    void twoLooksAtOnceTakeNoDeliveryTwice() throws Exception {
        var never = new CountDownLatch(1);
        try (var receiver = Receiver.behaving((request, exchange) -> {
            never.await();
            return 0;
        })) {
            var subscribed = api.subscribe(receiver.url(), "*");
            IntStream.range(0, settings.perEndpoint()).forEach(i -> api.ping(subscribed.id()));
            eventually(() ->
                    assertEquals(settings.perEndpoint(), receiver.received().size())); // the service's own is busy
            IntStream.range(0, 40).forEach(i -> insertDue(subscribed.id()));
            List<String> taken = new ArrayList<>();

            background.run(() -> transactions.acrossTenants(one -> queue.take(one, Map.of(), 500)
                    .invoke(mine -> mine.forEach(delivery -> taken.add(delivery.id())))
                    .chain(() -> transactions.acrossTenants(other -> queue.take(other, Map.of(), 500)))
                    .invoke(theirs -> theirs.forEach(delivery -> taken.add(delivery.id())))));

            assertTrue(taken.size() >= 2 * settings.perEndpoint(), "taken: " + taken.size());
            assertEquals(taken.size(), taken.stream().distinct().count(), "taken twice: " + taken);
        }
    }

    private void insertDue(String subscriptionId) {
        var event = TestIds.next("evt");
        sql("insert into webhook_event (id, org_id, mode, type, subject, body, created_at) values ('" + event + "', '"
                + api.orgId() + "', 'test', 'ping', '" + event + "', '{}', now())");
        sql("insert into delivery (id, org_id, mode, subscription_id, event_id, event_type, subject, state, due_at,"
                + " holds_lane, created_at) values ('" + TestIds.next("whdel") + "', '" + api.orgId() + "', 'test', '"
                + subscriptionId + "', '" + event + "', 'ping', '" + event + "', 'due', now(), true, now())");
    }

    @Test
    void aCrashBetweenSendingAndRecordingSendsTheSameAgain() throws Exception {
        var calls = new AtomicInteger();
        try (var receiver = Receiver.behaving((request, exchange) -> {
            if (calls.incrementAndGet() == 1) {
                // the worker that sent this is gone: its lease has run out, what it would record finds no lease of its
                // own
                sql("update delivery set due_at = now() - interval '1 second' where event_id = '" + request.id() + "'");
            }
            return 204;
        })) {
            var subscribed = api.subscribe(receiver.url(), "*");

            var event = FactSender.settled(TestIds.next("pi"), api.orgId(), "test");

            eventually(() -> assertEquals(
                    "delivered", api.deliveryOf(subscribed.id(), event).getString("status")));
            assertEquals(2, receiver.received(event).size());
            assertEquals(
                    1,
                    receiver.received(event).stream()
                            .map(Receiver.Received::body)
                            .distinct()
                            .count());
            for (var request : receiver.received(event)) {
                request.verify(subscribed.secret());
            }
            assertEquals(1, api.deliveryOf(subscribed.id(), event).getInt("attemptCount"));
        }
    }

    @Test
    void aDeadEndpointDelaysNoOther() {
        var never = new CountDownLatch(1);
        try (var dead = Receiver.behaving((request, exchange) -> {
                    never.await();
                    return 0;
                });
                var healthy = Receiver.answering()) {
            var stuck = api.subscribe(dead.url(), "*");
            var fine = api.subscribe(healthy.url(), "*");

            IntStream.range(0, 40).forEach(i -> FactSender.settled(TestIds.next("pi"), api.orgId(), "test"));

            eventually(() -> assertEquals(40, healthy.received().size()));
            eventually(() ->
                    api.get("/" + fine.id() + "/deliveries?status=pending").body("data.size()", equalTo(0)));
            assertTrue(dead.received().size() < 40, "all of the dead endpoint's share was tried before");
            api.get("/" + stuck.id() + "/deliveries?status=delivered").body("data.size()", equalTo(0));
        }
    }

    @Test
    void noMoreThanItsShareIsUnderWayToOneEndpoint() {
        var never = new CountDownLatch(1);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var receiver = Receiver.behaving((request, exchange) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            never.await();
            return 0;
        })) {
            var subscribed = api.subscribe(receiver.url(), "*");

            IntStream.range(0, 12).forEach(i -> api.ping(subscribed.id()));

            eventually(() ->
                    assertEquals(settings.perEndpoint(), receiver.received().size()));
            assertEquals(settings.perEndpoint(), most.get());
        }
    }

    @Test
    void anAddressThatTurnsInwardLaterIsRefusedAtTheAttempt() {
        try (var receiver = Receiver.answering()) {
            var subscribed = api.subscribe(receiver.url(), "*");
            sql("update subscription set url = 'http://[::1]:" + receiver.port() + "/' where id = '" + subscribed.id()
                    + "'");

            var id = api.ping(subscribed.id());

            eventually(() -> assertEquals(
                    "the host's address is not public",
                    api.delivery(subscribed.id(), id).getString("attempts[0].error")));
            assertEquals(0, receiver.received().size());
        }
    }

    @Test
    void theHostOfTheUrlIsNamedThoughTheAddressIsPinned() {
        try (var receiver = Receiver.answering()) {
            var subscribed = api.subscribe("http://localhost:" + receiver.port() + "/", "*");

            api.ping(subscribed.id());

            eventually(() -> assertEquals(1, receiver.received().size()));
            assertEquals(
                    "localhost:" + receiver.port(),
                    receiver.received().getFirst().header("host"));
        }
    }

    @Test
    void anAppRoleWithoutATenantSeesNothingAndCannotRewriteHistory() throws SQLException {
        api.subscribe("http://127.0.0.1:9/", "*");
        try (var app = Infra.postgres().asApp("webhooks");
                var statement = app.createStatement()) {
            for (var table :
                    new String[] {"subscription", "subscription_key", "webhook_event", "delivery", "attempt"}) {
                try (var rows = statement.executeQuery("select count(*) from " + table)) {
                    assertTrue(rows.next());
                    assertEquals(0, rows.getInt(1), table);
                }
            }
            assertThrows(SQLException.class, () -> statement.executeUpdate("update attempt set error = 'x'"));
            assertThrows(SQLException.class, () -> statement.executeUpdate("delete from attempt"));
        }
    }
}
