package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** References that are known: repeats, and ends, in whatever order they come. */
class LedgerEndsTest extends LedgerFixture {
    @Test
    void aReferenceIsDecidedOnceAlsoWithinABatch() {
        var ledger = ledger(DEFAULTS, 0, Set.of());
        var first = assertInstanceOf(
                Decision.Admitted.class, ledger.decide(asked(Steps.key(org), APPROVED, 60_00, "same")));

        var second = assertInstanceOf(
                Decision.Repeated.class, ledger.decide(asked(Steps.key(org), APPROVED, 60_00, "same")));

        assertEquals(ReservationOutcome.Reserved.of(first.reservation().id()), second.first());
    }

    @Test
    void aKnownReferenceWithAnotherPathAmountOrCurrencyIsAConflict() {
        var ledger = ledgerWith(made("same", 60_00, "2026-05-02"), 60_00);
        var other = new ReservationRequest(Usd.cents(60_00), null, "invoice", "same");
        var euros = new ReservationRequest(Money.ofMinor(60_00, "EUR"), BigDecimal.ONE, "payment_intent", "same");

        for (var request :
                List.of(other, euros, new ReservationRequest(Usd.cents(60_01), null, "payment_intent", "same"))) {
            var refused = assertInstanceOf(
                    Decision.Refused.class,
                    ledger.decide(new Asked(Steps.key(org), request, APPROVED, RequestTrace.of(null, null))));
            assertEquals(ErrorCode.IDEMPOTENCY_KEY_CONFLICT, refused.problem().code());
        }
        assertInstanceOf(Decision.Repeated.class, ledger.decide(asked(Steps.key(org), APPROVED, 60_00, "same")));
    }

    @Test
    void aRepeatIsToldWhatBecameOfIt() {
        var ledger = ledgerWith(made("same", 60_00, "2026-05-02"), 60_00);
        assertInstanceOf(Decision.Closed.class, ledger.decide(commit("same")));

        var repeated = assertInstanceOf(
                Decision.Repeated.class, ledger.decide(asked(Steps.key(org), APPROVED, 60_00, "same")));

        var reserved = assertInstanceOf(ReservationOutcome.Reserved.class, repeated.first());
        assertEquals(ReservationState.COMMITTED, reserved.state());
    }

    @Test
    void whatIsReleasedMakesRoomForThoseAfterItInTheBatch() {
        var ledger = ledgerWith(made("old", 100_00, "2026-05-02"), 500_00);
        assertEquals(LimitType.DAILY, denied(ledger.decide(byKey(APPROVED, 100_00))));

        assertInstanceOf(Decision.Closed.class, ledger.decide(release("old")));

        assertAdmitted(ledger.decide(byKey(APPROVED, 100_00)));
        assertEquals(LimitType.DAILY, denied(ledger.decide(byKey(APPROVED, 1))));
    }

    @Test
    void whatWasMadeYesterdayGivesNothingBackToToday() {
        var ledger = ledgerWith(made("old", 100_00, "2026-05-01"), 500_00);

        ledger.decide(release("old"));

        assertEquals(LimitType.DAILY, denied(ledger.decide(byKey(APPROVED, 1))));
    }

    @Test
    void whatIsMadeAndReleasedInOneBatchMakesNoRoomInIt() {
        var ledger = ledger(DEFAULTS, 400_00, Set.of());
        assertAdmitted(ledger.decide(asked(Steps.key(org), APPROVED, 100_00, "here")));

        var closed = assertInstanceOf(Decision.Closed.class, ledger.decide(release("here")));

        assertTrue(closed.here());
        assertEquals(LimitType.DAILY, denied(ledger.decide(byKey(APPROVED, 1))));
    }

    @Test
    void theFirstEndHolds() {
        var ledger = ledgerWith(made("old", 100_00, "2026-05-02"), 100_00);
        ledger.decide(release("old"));

        var second = assertInstanceOf(Decision.Repeated.class, ledger.decide(commit("old")));

        assertEquals(new ReservationOutcome.Ended(ReservationState.RELEASED), second.first());
    }

    @Test
    void whatWasReleasedBeforeItWasReservedForIsRefused() {
        var ledger = ledger(DEFAULTS, 0, Set.of());
        assertInstanceOf(Decision.Withdrawn.class, ledger.decide(release("early")));
        assertInstanceOf(Decision.Repeated.class, ledger.decide(release("early")));

        var refused =
                assertInstanceOf(Decision.Refused.class, ledger.decide(asked(Steps.key(org), APPROVED, 1_00, "early")));

        assertEquals(ErrorCode.INVALID_STATE, refused.problem().code());
    }

    @Test
    void whatNobodyReservedForCannotBeCommitted() {
        var refused = assertInstanceOf(
                Decision.Refused.class, ledger(DEFAULTS, 0, Set.of()).decide(commit("unknown")));

        assertEquals(ErrorCode.NOT_FOUND, refused.problem().code());
    }
}
