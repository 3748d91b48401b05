package dev.tollgate.platform.coherence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.coherence.Bulletin.Change;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The essay's steps on the authority's side, in a real database. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ChangesDbTest {
    @Inject
    Changes changes;

    @Inject
    ExchangeChanges exchange;

    @Inject
    Transactions transactions;

    @Inject
    Sessions sessions;

    @Inject
    Background background;

    @Inject
    Pool pool;

    private final String subject = TestIds.next("key");
    private final String subscriber = UUID.randomUUID().toString();

    @BeforeEach
    void nobodyElseHasALease() throws Exception {
        background.run(() -> pool.query("delete from change_lease").execute());
    }

    @Test
    void aNewSubscriberRemembersNothingAndHearsWhatComes() throws Exception {
        var first = exchange(null);
        long number = note();
        var next = exchange(first.upTo());

        assertTrue(first.reset());
        assertTrue(first.changes().isEmpty());
        assertEquals(new Bulletin(number, true, false, List.of(new Change(number, subject))), next);
    }

    @Test
    void aPanacheTransactionNotesChangesToo() throws Exception {
        long before = exchange(null).upTo();

        long number = background.run(() -> sessions.acrossTenants(() -> changes.note(subject, "other")));

        assertEquals(
                List.of(new Change(number - 1, subject), new Change(number, "other")),
                exchange(before).changes());
    }

    @Test
    void aWaitingExchangeHearsAChangeAtOnce() throws Exception {
        long before = exchange(null).upTo();
        var waiting = inBackground(() -> exchange(before));

        long number = note();
        var told = inBackground(() -> {
            background.run(() -> changes.heard(number));
            return true;
        });

        assertEquals(
                List.of(new Change(number, subject)),
                waiting.get(10, TimeUnit.SECONDS).changes());
        exchange(number);
        assertTrue(told.get(10, TimeUnit.SECONDS));
    }

    @Test
    void withoutNewsAnExchangeRenewsAndSaysSo() throws Exception {
        long before = exchange(null).upTo();

        assertEquals(new Bulletin(before, true, false, List.of()), exchange(before));
    }

    @Test
    void aLeaseIsGrantedBeforeAChangeCommitsOrBringsItAlong() throws Exception {
        long before = exchange(null).upTo();
        var commit = new CompletableFuture<UniEmitter<? super Void>>();
        var noted = inBackground(() -> background.run(() -> transactions.acrossTenants(
                tx -> changes.note(tx, subject).call(() -> Uni.createFrom().<Void>emitter(commit::complete)))));
        var hold = commit.get(10, TimeUnit.SECONDS);
        var granted = inBackground(() -> exchange(before));

        assertThrows(TimeoutException.class, () -> granted.get(300, TimeUnit.MILLISECONDS));
        hold.complete(null);

        assertEquals(
                noted.get(10, TimeUnit.SECONDS),
                granted.get(10, TimeUnit.SECONDS).upTo());
    }

    @Test
    void aChangeRolledBackHasNoNumber() throws Exception {
        long before = exchange(null).upTo();
        assertThrows(
                IllegalStateException.class,
                () -> background.run(() -> transactions.acrossTenants(
                        tx -> changes.note(tx, subject).map(number -> refuse()))));

        assertEquals(before + 1, note());
    }

    @Test
    void answersWaitForALeaseThatIsBehindAndForNoOther() throws Exception {
        long before = exchange(null).upTo();
        long number = note();
        var told = inBackground(() -> {
            background.run(() -> changes.allHeard());
            return true;
        });

        assertThrows(TimeoutException.class, () -> told.get(300, TimeUnit.MILLISECONDS));
        assertEquals(number, exchange(before).upTo());
        assertThrows(TimeoutException.class, () -> told.get(100, TimeUnit.MILLISECONDS));
        exchange(number);

        assertTrue(told.get(1, TimeUnit.SECONDS));
    }

    @Test
    void aSubscriberThatIsSilentIsWaitedForNoLongerThanItsLease() throws Exception {
        exchange(null);
        long number = note();
        long since = System.nanoTime();

        background.run(() -> changes.heard(number));

        assertTrue(System.nanoTime() - since >= Subscription.LEASE.toNanos());
    }

    @Test
    void aSubscriberThatIsAheadMustForget() throws Exception {
        long ahead = exchange(null).upTo() + 1_000_000;

        var answer = exchange(ahead);

        assertTrue(answer.reset());
        assertTrue(answer.upTo() < ahead);
        assertEquals(-1L, heard(), "it has not said yet that it forgot");
    }

    @Test
    void manyChangesComeInPartsAndOnlyTheLastRenews() throws Exception {
        long before = exchange(null).upTo();
        var many = new String[1001];
        Arrays.fill(many, subject);
        background.run(() -> transactions.acrossTenants(tx -> changes.note(tx, many)));

        var part = exchange(before);
        var rest = exchange(part.upTo());

        assertEquals(1000, part.changes().size());
        assertFalse(part.complete());
        assertEquals(1, rest.changes().size());
        assertTrue(rest.complete());
    }

    @Test
    void aLeaseThatNobodyRenewsIsDroppedInTheRoundAfter() throws Exception {
        var leases = new Leases(pool, background);
        long before = exchange(null).upTo();
        background.run(leases::tidy);
        exchange(before);
        background.run(leases::tidy);
        assertEquals(before, heard(), "renewed between two rounds");

        background.run(leases::tidy);

        assertEquals(0, rows());
    }

    private Bulletin exchange(@Nullable Long heard) throws Exception {
        return background.run(() -> exchange.execute(subscriber, heard, true));
    }

    private long note() throws Exception {
        return background.run(() -> transactions.acrossTenants(tx -> changes.note(tx, subject)));
    }

    private long rows() throws Exception {
        return background.run(() -> pool.preparedQuery("select from change_lease where subscriber = $1")
                .execute(Tuple.of(subscriber))
                .map(rows -> (long) rows.size()));
    }

    private long heard() throws Exception {
        return background.run(() -> pool.preparedQuery("select heard from change_lease where subscriber = $1")
                .execute(Tuple.of(subscriber))
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    private static Long refuse() {
        throw new IllegalStateException("rolled back");
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> inBackground(Work<T> work) {
        var done = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try {
                done.complete(work.run());
            } catch (Exception failed) {
                done.completeExceptionally(failed);
            }
        });
        return done;
    }
}
