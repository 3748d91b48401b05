package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class CloseReservationDbTest {
    @Inject
    Steps steps;

    @Inject
    LedgerTime clock;

    private final String org = TestIds.next("org");
    private final Books books = new Books(org);
    private final String reference = TestIds.next("pi");

    @BeforeEach
    void itIsTheLastOfMay() {
        clock.set("2026-05-31T23:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void aCommitMovesTheSumsFromReservedToCommitted() throws Exception {
        steps.reserve(org, "30.00", reference);

        steps.commit(org, reference);

        assertEquals("0/3000", books.day("2026-05-31"));
        assertEquals("0/3000", books.month("2026-05-01"));
        assertEquals(1, books.count("committed"));
        books.assertReconciled();
    }

    @Test
    void aReleaseGivesTheRoomBack() throws Exception {
        for (int i = 0; i < 4; i++) {
            steps.reserve(org, "100.00", TestIds.next("pi"));
        }
        steps.reserve(org, "100.00", reference);

        steps.release(org, reference);

        assertTrue(steps.admits(org, "100.00", TestIds.next("pi")));
        assertEquals("50000/0", books.day("2026-05-31"));
        books.assertReconciled();
    }

    @Test
    void afterMonthEndItStillCountsWhereItWasMade() throws Exception {
        var settled = TestIds.next("pi");
        steps.reserve(org, "30.00", reference);
        steps.reserve(org, "20.00", settled);
        clock.set("2026-06-01T00:00:01Z");
        steps.reserve(org, "7.00", TestIds.next("pi"));

        steps.release(org, reference);
        steps.commit(org, settled);

        assertEquals("0/2000", books.day("2026-05-31"));
        assertEquals("0/2000", books.month("2026-05-01"));
        assertEquals("700/0", books.day("2026-06-01"));
        assertEquals("700/0", books.month("2026-06-01"));
        books.assertReconciled();
    }

    @Test
    void theFirstEndHoldsWhateverComesLater() throws Exception {
        var reserved = (ReservationOutcome.Reserved) steps.reserve(org, "30.00", reference);

        steps.commit(org, reference);
        steps.commit(org, reference);
        steps.release(org, reference);

        assertEquals("0/3000", books.day("2026-05-31"));
        try (var facts = FactsOnKafka.of("tollgate.limits.reservation.v1")) {
            facts.await(reserved.reservationId(), "dev.tollgate.limits.reservation.committed.v1");
            assertEquals(
                    List.of(
                            "dev.tollgate.limits.reservation.reserved.v1",
                            "dev.tollgate.limits.reservation.committed.v1"),
                    facts.seen(reserved.reservationId()).stream()
                            .map(FactsOnKafka.Fact::type)
                            .toList());
        }
    }

    @Test
    void whatWasNeverReservedOrWasDeniedIsLetBe() throws Exception {
        steps.reserve(org, "100.01", reference);

        steps.commit(org, reference);
        steps.release(org, TestIds.next("pi"));

        assertEquals("none", books.day("2026-05-31")); // a denial opens no window
        assertEquals(1, books.count("denied"));
    }

    @Test
    void endsInAnyOrderRepeatedAndAtOnceAddUp() throws Exception {
        long seed = Long.getLong("tollgate.seed", System.nanoTime());
        var random = new Random(seed);
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            var each = TestIds.next("pi");
            var amount = (i + 1) + ".37";
            steps.reserve(org, amount, each);
            for (int repeat = 0; repeat < 4; repeat++) {
                boolean settles = random.nextBoolean();
                racers.add(() -> end(each, settles));
            }
            racers.add(() -> steps.admits(org, "1.11", TestIds.next("pi")));
            racers.add(() -> steps.admits(org, amount, each));
        }
        Collections.shuffle(racers, random);

        Steps.race(racers);

        assertEquals(24, books.count("committed") + books.count("released"), "seed " + seed);
        books.assertReconciled();
    }

    private boolean end(String each, boolean settles) throws Exception {
        if (settles) {
            steps.commit(org, each);
        } else {
            steps.release(org, each);
        }
        return settles;
    }
}
