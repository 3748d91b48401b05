package dev.tollgate.limits.reservation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.FactFeed;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts of payments-service, over the real Kafka. All go to one partition, so what comes last was handled last. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class PaymentIntentFactsDbTest {
    @Inject
    Steps steps;

    @Inject
    LedgerTime clock;

    private final FactFeed intents = new FactFeed("payments", "payment_intent");
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

    @ParameterizedTest
    @CsvSource({
        "settled,            committed, 0/2500",
        "failed,             released,  0/0",
        "cancelled,          released,  0/0",
        "expired,            released,  0/0",
        "buyer_kyc_rejected, released,  0/0",
    })
    void theEndOfALivePaymentIntentEndsItsReservation(String what, String state, String sums) throws Exception {
        var reference = TestIds.next("pi");
        var reserved = (ReservationOutcome.Reserved) steps.reserve(org, "25.00", reference);

        publish(reference, what, "live");

        try (var facts = FactsOnKafka.of(ReservationEvent.RESERVED.topic())) {
            var fact = facts.await(reserved.reservationId(), "dev.tollgate.limits.reservation." + state + ".v1");
            assertEquals(reference, fact.data().path("reference").asText());
            assertEquals("25.00", fact.data().path("amount").asText());
        }
        assertEquals(sums, books.day("2026-05-02"));
        books.assertReconciled();
    }

    @Test
    void theFactThatItWasCreatedConfirmsItAndNobodyAsksFor24Hours() throws Exception {
        var reference = TestIds.next("pi");
        var untouched = TestIds.next("pi");
        steps.reserve(org, "25.00", reference);
        steps.reserve(org, "25.00", untouched);
        assertEquals(0, books.hoursUntilAsked(reference));

        publish(untouched, "created", "test");
        publish(TestIds.next("pi"), "created", "live");
        publish(reference, "created", "live");

        await().atMost(Duration.ofSeconds(20)).until(() -> books.hoursUntilAsked(reference) == 24);
        assertEquals(0, books.hoursUntilAsked(untouched));
        assertEquals(0, Peers.questions(reference));
        assertEquals("5000/0", books.day("2026-05-02"));
    }

    @Test
    void aFactThatItWasCreatedThatComesAfterItsEndChangesNothing() throws Exception {
        var reference = TestIds.next("pi");
        var last = TestIds.next("pi");
        steps.reserve(org, "25.00", reference);
        steps.reserve(org, "10.00", last);

        publish(reference, "settled", "live");
        publish(reference, "created", "live");
        publish(last, "created", "live");

        await().atMost(Duration.ofSeconds(20)).until(() -> books.hoursUntilAsked(last) == 24);
        assertEquals("null", books.askAt(reference));
        assertEquals("1000/2500", books.day("2026-05-02"));
    }

    @Test
    void factsOfTestOfUnknownIntentsAndOfStepsInBetweenChangeNothingAndHoldNothingUp() throws Exception {
        var untouched = TestIds.next("pi");
        var last = TestIds.next("pi");
        steps.reserve(org, "25.00", untouched);
        steps.reserve(org, "10.00", last);

        publish(untouched, "settled", "test");
        publish(untouched, "fiat_received", "live");
        publish(TestIds.next("pi"), "settled", "live");
        publish(last, "settled", "live");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> books.day("2026-05-02").equals("2500/1000"));
    }

    @Test
    void aFactThatComesTwiceUnderTwoIdsEndsItOnce() throws Exception {
        var reference = TestIds.next("pi");
        var last = TestIds.next("pi");
        steps.reserve(org, "25.00", reference);
        steps.reserve(org, "10.00", last);

        publish(reference, "settled", "live");
        publish(reference, "settled", "live");
        publish(reference, "failed", "live");
        publish(last, "failed", "live");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> books.day("2026-05-02").equals("0/2500"));
    }

    private void publish(String intent, String what, String mode) throws Exception {
        intents.publish(
                what,
                intent,
                org,
                mode,
                Instant.parse("2026-05-02T14:00:00Z"),
                "{\"paymentIntent\":{\"id\":\"" + intent + "\",\"status\":\"" + what + "\"}}");
    }
}
