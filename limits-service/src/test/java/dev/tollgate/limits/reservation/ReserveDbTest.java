package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReserveDbTest {
    @Inject
    Steps steps;

    @Inject
    LedgerTime clock;

    private final String org = TestIds.next("org");
    private final Books books = new Books(org);

    @BeforeEach
    void itIsTheSecondOfMay() {
        clock.set("2026-05-02T14:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void ofManyAtOnceExactlyThoseThatFitAreAdmitted() throws Exception {
        var admitted = Steps.race(
                Collections.<Callable<Boolean>>nCopies(64, () -> steps.admits(org, "10.00", TestIds.next("pi"))));

        assertEquals(50, Collections.frequency(admitted, true));
        assertEquals(50, books.count("reserved"));
        assertEquals(14, books.denials());
        assertEquals("50000/0", books.day("2026-05-02"));
        assertEquals("50000/0", books.month("2026-05-01"));
        books.assertReconciled();
    }

    @Test
    void amountsOfAllSizesAtOnceNeverPassACeiling() throws Exception {
        books.override(null, null, 300_00L, false);
        var racers = IntStream.rangeClosed(1, 80)
                .<Callable<Boolean>>mapToObj(
                        cents -> () -> steps.admits(org, (cents % 23 + 1) + ".99", TestIds.next("pi")))
                .toList();

        Steps.race(racers);

        var reserved = Long.parseLong(books.month("2026-05-01").replace("/0", ""));
        assertTrue(reserved <= 300_00, () -> "reserved " + reserved);
        assertFalse(steps.admits(org, cents(300_00 - reserved + 1), TestIds.next("pi")));
        books.assertReconciled();
    }

    @Test
    void oneReferenceFromManyReservesOnce() throws Exception {
        var reference = TestIds.next("pi");

        var answers = Steps.race(
                Collections.<Callable<ReservationOutcome>>nCopies(16, () -> steps.reserve(org, "10.00", reference)));

        assertEquals(1, Set.copyOf(answers).size(), answers::toString);
        assertInstanceOf(ReservationOutcome.Reserved.class, answers.getFirst());
        assertEquals("1000/0", books.day("2026-05-02"));
        books.assertReconciled();
    }

    @Test
    void oneReferenceFromManyIsDeniedOnce() throws Exception {
        var reference = TestIds.next("pi");

        var answers = Steps.race(
                Collections.<Callable<ReservationOutcome>>nCopies(16, () -> steps.reserve(org, "100.01", reference)));

        assertEquals(1, Set.copyOf(answers).size(), answers::toString);
        assertInstanceOf(ReservationOutcome.Denied.class, answers.getFirst());
        assertEquals(1, books.denials());
    }

    @Test
    void aRepeatGetsTheFirstAnswerWhateverHappenedSince() throws Exception {
        var admitted = TestIds.next("pi");
        var denied = TestIds.next("pi");
        var firstAdmission = steps.reserve(org, "100.00", admitted);
        books.override(null, 150_00L, null, false);
        var firstDenial = steps.reserve(org, "60.00", denied);

        steps.release(org, admitted);
        clock.set("2026-07-09T00:00:00Z");

        assertEquals(
                new ReservationOutcome.Reserved(
                        assertInstanceOf(ReservationOutcome.Reserved.class, firstAdmission)
                                .reservationId(),
                        ReservationState.RELEASED),
                steps.reserve(org, "100.00", admitted));
        assertEquals(firstDenial, steps.reserve(org, "60.00", denied));
        assertEquals(
                Instant.parse("2026-05-03T00:00:00Z"),
                assertInstanceOf(ReservationOutcome.Denied.class, firstDenial)
                        .why()
                        .resetsAt());
        assertEquals("none", books.day("2026-07-09"));
        books.assertReconciled();
    }

    @Test
    void theDayEndsAtMidnightUtcAndTheMonthGoesOn() throws Exception {
        fill(5);
        clock.set("2026-05-02T23:59:59.999Z");
        assertEquals(LimitType.DAILY, denial("0.01"));

        clock.set("2026-05-03T00:00:00Z");

        assertTrue(steps.admits(org, "100.00", TestIds.next("pi")));
        assertEquals("50000/0", books.day("2026-05-02"));
        assertEquals("10000/0", books.day("2026-05-03"));
        assertEquals("60000/0", books.month("2026-05-01"));
        books.assertReconciled();
    }

    @Test
    void theMonthEndsWithItsLastDay() throws Exception {
        for (int day = 28; day <= 31; day++) {
            clock.set("2026-05-" + day + "T12:00:00Z");
            fill(5);
        }
        books.override(null, 100_000_00L, null, false);
        assertEquals(LimitType.MONTHLY, denial("0.01"));

        clock.set("2026-06-01T00:00:00Z");

        assertTrue(steps.admits(org, "100.00", TestIds.next("pi")));
        assertEquals("200000/0", books.month("2026-05-01"));
        assertEquals("10000/0", books.month("2026-06-01"));
        books.assertReconciled();
    }

    @Test
    void aroundTheEndOfTheMonthEachReferenceCountsInOneDayAndNobodyWaitsInACircle() throws Exception {
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            var reference = TestIds.next("pi");
            for (var moment : List.of("2026-05-30T23:59:59Z", "2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z")) {
                racers.add(() -> {
                    clock.set(moment);
                    return admitsOrWasReleased(reference);
                });
            }
            racers.add(() -> {
                steps.release(org, reference);
                return true;
            });
        }
        Collections.shuffle(racers);

        var answers = Steps.race(racers);

        assertFalse(answers.contains(false)); // 30 times 10.00 fits, on whatever days
        assertEquals(30, books.count("reserved") + books.count("released") + books.withdrawn());
        books.assertReconciled();
    }

    private boolean admitsOrWasReleased(String reference) throws Exception {
        try {
            return steps.admits(org, "10.00", reference);
        } catch (Problem refused) {
            return refused.code().equals(ErrorCode.INVALID_STATE);
        }
    }

    /** A replica whose clock is a year ahead counts in the windows of the database's time, as all others do. */
    @Test
    void theClockOfAReplicaDecidesNothing() throws Exception {
        clock.setReplicaOnly("2027-05-02T14:00:00Z");

        fill(5);

        assertEquals(LimitType.DAILY, denial("0.01"));
        assertEquals("50000/0", books.day("2026-05-02"));
        assertEquals("none", books.day("2027-05-02"));
    }

    @Test
    void anOverrideHoldsForTheNextReservationAndTakesNothingBack() throws Exception {
        fill(1);
        books.override(20_00L, 110_00L, null, false);
        assertEquals(LimitType.PER_TX, denial("20.01"));
        assertEquals(LimitType.DAILY, denial("10.01"));
        assertTrue(steps.admits(org, "10.00", TestIds.next("pi")));

        books.override(null, 50_00L, null, false); // below what is used
        assertEquals(LimitType.DAILY, denial("0.01"));
        assertEquals("11000/0", books.day("2026-05-02"));

        books.override(null, null, null, true);
        assertTrue(steps.admits(org, "5000.00", TestIds.next("pi")));
        assertEquals("511000/0", books.day("2026-05-02"));
        books.assertReconciled();
    }

    @Test
    void aDenialCountsNothingAndIsKeptWithWhoWhatAndWhy() throws Exception {
        fill(5);
        denial("100.01");
        denial("1.00");

        assertEquals("50000/0", books.day("2026-05-02"));
        assertEquals(
                List.of("api_key payment_intent tenant_ceiling_per_tx", "api_key payment_intent tenant_ceiling_daily"),
                books.denialReasons());
    }

    @Test
    void organizationsDoNotCountForEachOtherEvenWithOneReference() throws Exception {
        var other = TestIds.next("org");
        var reference = TestIds.next("pi");
        fill(5);
        steps.reserve(org, "1.00", reference);

        assertTrue(steps.admits(other, "100.00", reference));
        assertEquals("10000/0", new Books(other).day("2026-05-02"));
    }

    /** A text with U+0000 is nothing that PostgreSQL can hold; here it stands for whatever is wrong with one request only. */
    @Test
    void oneThatCannotBeWrittenSpoilsNoOther() throws Exception {
        var unwritable = new Principal(ActorType.API_KEY, "key_\0", Steps.live(org), null, null, false, null);
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            racers.add(() -> steps.admits(org, "1.00", TestIds.next("pi")));
            if (i % 5 == 0) {
                racers.add(() -> {
                    assertThrows(Exception.class, () -> steps.reserve(unwritable, "1.00", TestIds.next("pi")));
                    return true;
                });
            }
        }

        var done = Steps.race(racers);

        assertFalse(done.contains(false));
        assertEquals(20, books.count("reserved"));
        assertEquals("2000/0", books.day("2026-05-02"));
        books.assertReconciled();
    }

    private void fill(int hundreds) throws Exception {
        for (int i = 0; i < hundreds; i++) {
            assertTrue(steps.admits(org, "100.00", TestIds.next("pi")));
        }
    }

    private LimitType denial(String amount) throws Exception {
        return assertInstanceOf(ReservationOutcome.Denied.class, steps.reserve(org, amount, TestIds.next("pi")))
                .why()
                .type();
    }

    private static String cents(long cents) {
        return cents / 100 + "." + cents % 100 / 10 + cents % 10;
    }
}
