package dev.tollgate.payments.rail;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.payments.intent.Calls;
import dev.tollgate.payments.intent.MovePaymentIntent;
import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.payments.intent.PaymentIntentRepository;
import dev.tollgate.payments.intent.PaymentIntentState;
import dev.tollgate.payments.intent.Report;
import dev.tollgate.payments.intent.Rows;
import dev.tollgate.payments.peers.Peers;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The essay of this package, line by line. The application's own worker runs all the while, so each test has at least two. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class TimerWorkerDbTest {
    @Inject
    TimerWorker worker;

    @Inject
    Timers timers;

    @Inject
    AdvancePayment advance;

    @Inject
    Background background;

    @Inject
    Transactions transactions;

    @Inject
    PaymentIntentRepository intents;

    @Inject
    MovePaymentIntent move;

    private final Calls calls = Calls.ofNewOrganization("test");
    private final Tenant tenant = new Tenant(calls.organizationId(), Mode.TEST);

    @Test
    void threeWorkersDoEachStepOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(calls.created(Calls.bodyOf("buyer")));
        }
        Callable<Void> rounds = () -> {
            while (!allSettled()) {
                worker.round();
            }
            return null;
        };

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(List.of(rounds, rounds))) {
                done.get();
            }
        }

        for (var id : ids) {
            assertEquals(9, calls.get(id).jsonPath().getList("timeline").size());
        }
        try (var kafka = FactsOnKafka.of("tollgate.payments.payment_intent.v1")) {
            for (var id : ids) {
                assertEquals(
                        9,
                        kafka.await(id, 9).stream()
                                .map(fact -> fact.event().path("id").asText())
                                .distinct()
                                .count());
                assertEquals(9, kafka.seen(id).size());
            }
        }
    }

    @Test
    void stepOfAWorkerThatDiedIsDoneWhenItsLeaseIsOver() throws Exception {
        var id = calls.created(Calls.bodyOf("buyer"));
        // somebody takes whatever is due and is never heard of again
        background.run(() -> timers.take(1000, Duration.ofMillis(300)));

        calls.await(id, "settled");

        assertEquals(9, calls.get(id).jsonPath().getList("timeline").size());
    }

    @Test
    void twoWorkersOnOneStepMakeOneMove() throws Exception {
        var id = calls.created(Calls.bodyOf("slow"));
        calls.await(id, "buyer_kyc_pending");
        var timer = new Timers.Timer(tenant, id, Timers.Kind.RAIL);
        Callable<Void> step = () -> background.run(() -> advance.advance(timer));

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(List.of(step, step))) {
                done.get();
            }
        }

        var timeline = calls.get(id).jsonPath().getList("timeline.status", String.class);
        assertEquals(timeline.stream().distinct().toList(), timeline);
    }

    @Test
    void reportOfAWorkerThatOutlivedItsLeaseIsRefusedEvenIfTheMoveWouldBeLegalAgain() throws Exception {
        var id = calls.created(Calls.bodyOf("never-pays"));
        Awaitility.await("the rail has stopped")
                .until(() -> "expiry"
                        .equals(Rows.text("select string_agg(kind, ',') from payment_timer where payment_id = ?", id)));
        report(id, PaymentIntentState.BUYER_KYC_PENDING);
        report(id, PaymentIntentState.BUYER_KYC_APPROVED);
        report(id, PaymentIntentState.FX_QUOTED);
        report(id, PaymentIntentState.ON_RAMP_PENDING);
        var seen = background.run(() -> intents.find(tenant, id));
        report(id, PaymentIntentState.ON_RAMP_FAILED);
        report(id, PaymentIntentState.ON_RAMP_PENDING);

        var late = background.run(() -> transactions.inTenant(
                tenant,
                transaction -> move.moveOn(transaction, seen, new Report.Reached(PaymentIntentState.ON_RAMP_FAILED))));

        assertInstanceOf(Transition.Refused.class, late);
        calls.get(id).then().body("status", equalTo("on_ramp_pending")).body("timeline.size()", equalTo(7));
    }

    private void report(String id, PaymentIntentState state) throws Exception {
        background.run(() -> transactions.inTenant(
                tenant, transaction -> move.move(transaction, tenant, id, new Report.Reached(state))));
    }

    @Test
    void intentThatNobodyPaysExpiresWhenItsTimerIsDue() throws SQLException {
        var id = calls.created(Calls.bodyOf("never-pays"));
        Rows.change("update payment_timer set due_at = now() where payment_id = ? and kind = 'expiry'", id);

        calls.await(id, "expired").then().body("timeline.status", contains("awaiting_buyer", "expired"));

        assertEquals("0", Rows.text("select count(*) from payment_timer where payment_id = ?", id));
    }

    @Test
    void expiryThatComesAfterThePaymentChangesNothing() throws Exception {
        var id = calls.created(Calls.bodyOf("slow"));
        Rows.change("update payment set status = 'fiat_received' where id = ?", id);
        Rows.change("update payment_timer set due_at = now() where payment_id = ? and kind = 'expiry'", id);

        Awaitility.await()
                .until(() -> "0"
                        .equals(Rows.text(
                                "select count(*) from payment_timer where payment_id = ? and kind = 'expiry'", id)));

        assertTrue(Stream.of("fiat_received", "on_chain_confirmed", "offramp_pending", "settled")
                .toList()
                .contains(calls.get(id).<String>path("status")));
    }

    @Test
    void endTakesTheTimersAlong() throws SQLException {
        var cancelled = calls.created(Calls.bodyOf("slow"));
        calls.cancel(cancelled);
        var settled = calls.created(Calls.bodyOf("buyer"));
        calls.await(settled, "settled");

        assertEquals(
                "0", Rows.text("select count(*) from payment_timer where payment_id in (?, ?)", cancelled, settled));
    }

    private boolean allSettled() {
        return calls.list("limit=100").jsonPath().getList("data.status").stream()
                .allMatch("settled"::equals);
    }
}
