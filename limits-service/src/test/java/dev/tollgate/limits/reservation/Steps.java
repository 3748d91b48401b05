package dev.tollgate.limits.reservation;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.TestIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The use cases as tests call them: in USD, for the path payment_intent, waiting for the end. */
@ApplicationScoped
class Steps {
    private final Reserve reserve;
    private final CloseReservation close;
    private final Transactions transactions;
    private final Background background;

    Steps(Reserve reserve, CloseReservation close, Transactions transactions, Background background) {
        this.reserve = reserve;
        this.close = close;
        this.transactions = transactions;
        this.background = background;
    }

    ReservationOutcome reserve(String orgId, String amount, String reference) throws Exception {
        return reserve(key(orgId), amount, reference);
    }

    ReservationOutcome reserve(Principal principal, String amount, String reference) throws Exception {
        var request = ReservationRequest.parse(amount, "USD", null, "payment_intent", reference);
        return background.run(() -> reserve.run(principal, request));
    }

    /** Whether it was admitted. */
    boolean admits(String orgId, String amount, String reference) throws Exception {
        return reserve(orgId, amount, reference) instanceof ReservationOutcome.Reserved;
    }

    void commit(String orgId, String reference) throws Exception {
        background.run(
                () -> transactions.acrossTenants(transaction -> close.commit(transaction, live(orgId), reference)));
    }

    void release(String orgId, String reference) throws Exception {
        background.run(
                () -> transactions.acrossTenants(transaction -> close.release(transaction, live(orgId), reference)));
    }

    /** Starts all at once, and answers with what each came to, in their order. */
    static <T> List<T> race(List<Callable<T>> racers) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (var racer : racers) {
                running.add(threads.submit(() -> {
                    start.await();
                    return racer.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        }
    }

    static Tenant live(String orgId) {
        return new Tenant(orgId, Mode.LIVE);
    }

    static Principal agent(String orgId, int tier) {
        return new Principal(
                ActorType.AGENT,
                TestIds.next("agt"),
                live(orgId),
                null,
                Set.of("payment_intents:write"),
                false,
                null,
                tier);
    }

    static Principal key(String orgId) {
        return new Principal(ActorType.API_KEY, TestIds.next("key"), live(orgId), null, null, false, null);
    }
}
