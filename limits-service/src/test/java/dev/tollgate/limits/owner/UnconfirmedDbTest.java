package dev.tollgate.limits.owner;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.limits.reservation.Reservations;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reservations that nobody confirmed; the real worker runs beside the tests. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class UnconfirmedDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Reservations reservations;

    @Inject
    UnconfirmedWorker worker;

    @Inject
    UnconfirmedRepository unconfirmed;

    @Inject
    AskOwners ask;

    @Inject
    Background background;

    private final String org = TestIds.next("org");
    private final String reference = TestIds.next("pi");
    private final Books books = new Books(org);

    @Test
    void whatTheOwnerSaysWillNeverBeIsReleasedInItsWindows() throws Exception {
        Peers.owner(reference, "never");
        reservations.make(org, "payment_intent", reference);
        books.dueNow(reference);

        await().atMost(PATIENCE).until(() -> books.count("released") == 1);
        books.assertReconciled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exists:open", "exists"})
    void whatExistsAndIsOpenStaysHeldAndIsAskedAboutAgainAfterADay(String answer) throws Exception {
        Peers.owner(reference, answer);
        reservations.make(org, "payment_intent", reference);
        books.dueNow(reference);

        await().atMost(PATIENCE).until(() -> books.hoursUntilAsked(reference) == 24);

        worker.round();
        assertEquals(1, books.count("reserved"));
        assertEquals(1, Peers.questions(reference));
    }

    /** Its fact was put aside as a dead letter, or Kafka's week was over. */
    @ParameterizedTest
    @CsvSource({"settled,committed", "ended,released"})
    void whatEndedWithoutAFactEndsItsReservationWhenItIsAskedAboutAgain(String said, String state) throws Exception {
        Peers.owner(reference, "exists:open");
        reservations.make(org, "payment_intent", reference);
        books.dueNow(reference);
        await().atMost(PATIENCE).until(() -> books.hoursUntilAsked(reference) == 24);

        Peers.owner(reference, "exists:" + said);
        books.dueNow(reference);

        await().atMost(PATIENCE).until(() -> books.count(state) == 1);
        books.assertReconciled();
        assertEquals("null", books.askAt(reference));
    }

    @Test
    void aStateThatNobodyUnderstandsChangesNothing() throws Exception {
        Peers.owner(reference, "exists:lost");
        reservations.make(org, "payment_intent", reference);
        books.dueNow(reference);

        await().atMost(PATIENCE).until(() -> Peers.questions(reference) == 1);
        worker.round();

        assertEquals(1, books.count("reserved"));
        assertEquals(0, books.hoursUntilAsked(reference), "and is asked about soon");
    }

    @Test
    void whatNobodyCanSayStaysHeldAndIsAskedAboutLater() throws Exception {
        Peers.owner(reference, "down");
        reservations.make(org, "payment_intent", reference);
        books.dueNow(reference);
        await().atMost(PATIENCE).until(() -> Peers.questions(reference) == 1);
        assertEquals(1, books.count("reserved"));
        assertTrue(books.askAt(reference).compareTo("null") < 0, "it has a time");

        Peers.owner(reference, "never");
        books.dueNow(reference);

        await().atMost(PATIENCE).until(() -> books.count("released") == 1);
    }

    @Test
    void anAnswerThatNobodyUnderstandsReleasesNothing() throws Exception {
        Peers.owner(reference, "perhaps");
        reservations.make(org, "payment_intent", reference);
        books.dueNow(reference);

        await().atMost(PATIENCE).until(() -> Peers.questions(reference) == 1);
        worker.round();

        assertEquals(1, books.count("reserved"));
    }

    @Test
    void aPathThatNobodyOwnsIsHeldAndNeverAskedAbout() throws Exception {
        Peers.owner(reference, "never");
        reservations.make(org, "stream", reference);
        books.dueNow(reference);

        worker.round();

        assertEquals(1, books.count("reserved"));
        assertEquals(0, Peers.questions(reference));
    }

    @Test
    void aPathThatNobodyOwnsIsNotInTheWayOfWhatIsDue() throws Exception {
        reservations.make(org, "stream", reference);

        assertEquals("null", books.askAt(reference));
    }

    @Test
    void aReservationThatIsYoungIsNotAskedAbout() throws Exception {
        reservations.make(org, "payment_intent", reference);

        worker.round();

        assertEquals(0, Peers.questions(reference));
    }

    @Test
    void whatEndedWhileItsOwnerWasAskedStaysAsItEnded() throws Exception {
        Peers.owner(reference, "never");
        var id = reservations.make(org, "payment_intent", reference);
        reservations.commit(org, reference);

        background.run(
                () -> ask.about(new Unconfirmed(id, Reservations.live(org), "payment_intent", reference, "payments")));

        assertEquals(1, books.count("committed"));
        books.assertReconciled();
    }
}
