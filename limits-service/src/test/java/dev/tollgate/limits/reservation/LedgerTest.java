package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.DecidedCeiling;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.testkit.TestIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Deciding, request after request, without a database. */
class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    private static final Windows WINDOWS = Windows.at(NOW);
    private static final ProductionAccess APPROVED = new ProductionAccess("production_approved", null);
    private static final HeldCeiling DEFAULTS = new HeldCeiling(CeilingOverride.NONE, 0);

    private final String org = TestIds.next("org");
    private final String agent = TestIds.next("agt");

    @Test
    void organizationStatusIsLookedAtFirst() {
        var ledger = ledger(DEFAULTS, 0, Set.of(agent));
        var suspended = new ProductionAccess("production_suspended", null);

        assertEquals(LimitType.ORGANIZATION_STATUS, denied(ledger.decide(byAgent(suspended, 0, 1_000_000))));
        assertEquals(LimitType.AGENT_STATUS, denied(ledger.decide(byAgent(APPROVED, 0, 1_000_000))));
        assertEquals(LimitType.PER_TX, denied(ledger.decide(byKey(APPROVED, 1_000_000))));
    }

    @Test
    void anAgentsOwnCeilingsComeBeforeItsOrganizations() {
        var ledger = ledger(DEFAULTS, 490_00, Set.of());

        assertEquals(LimitType.AGENT_PER_TX, denied(ledger.decide(byAgent(APPROVED, 0, 20_01))));
        assertEquals(LimitType.DAILY, denied(ledger.decide(byAgent(APPROVED, 0, 20_00))));
        assertAdmitted(ledger.decide(byAgent(APPROVED, 0, 10_00)));
        assertEquals(LimitType.DAILY, denied(ledger.decide(byKey(APPROVED, 1))));
    }

    @Test
    void anAgentsDayIsItsOwnAndOthersOfTheOrganizationDoNotFillIt() {
        var ledger = ledger(DEFAULTS, 0, Set.of());
        assertAdmitted(ledger.decide(byKey(APPROVED, 100_00)));

        for (int i = 0; i < 5; i++) {
            assertAdmitted(ledger.decide(byAgent(APPROVED, 0, 20_00)));
        }

        var why = assertInstanceOf(Decision.Denied.class, ledger.decide(byAgent(APPROVED, 0, 1)))
                .why();
        assertEquals(LimitType.AGENT_DAILY, why.type());
        assertEquals(Usd.cents(100_00), why.used());
        assertEquals(WINDOWS.dayResetsAt(), why.resetsAt());
        assertAdmitted(ledger.decide(byKey(APPROVED, 100_00)));
    }

    @Test
    void anAgentThatClaimsNoTierHasTheLowest() {
        assertEquals(
                LimitType.AGENT_PER_TX,
                denied(ledger(DEFAULTS, 0, Set.of()).decide(asked(agentPrincipal(null), APPROVED, 20_01, "r"))));
    }

    @Test
    void liftedCeilingsOfAnOrganizationLeaveItsAgentsTheirOwn() {
        var lifted = new HeldCeiling(new CeilingOverride(null, null, null, true), 0);
        var ledger = ledger(lifted, 0, Set.of());

        assertAdmitted(ledger.decide(byKey(APPROVED, 1_000_000_00)));
        assertEquals(LimitType.AGENT_PER_TX, denied(ledger.decide(byAgent(APPROVED, 2, 1_000_01))));
    }

    @Test
    void theCeilingOfADecisionHoldsForTheRequestThatBringsItAndAllAfter() {
        var ledger = ledger(DEFAULTS, 0, Set.of());
        var raised = decided(2, 900_00);
        assertEquals(LimitType.PER_TX, denied(ledger.decide(byKey(APPROVED, 900_00))));

        assertAdmitted(ledger.decide(byKey(raised, 300_00)));
        assertEquals(LimitType.DAILY, denied(ledger.decide(byKey(APPROVED, 300_00))));

        assertEquals(1, ledger.changes().size());
        assertEquals(2, ledger.changes().getFirst().decision());
    }

    @Test
    void aDecisionThatWasAppliedBeforeOrIsOlderChangesNothing() {
        var ledger = ledger(new HeldCeiling(CeilingOverride.NONE, 3), 0, Set.of());

        denied(ledger.decide(byKey(decided(3, 900_00), 900_00)));
        denied(ledger.decide(byKey(decided(2, 900_00), 900_00)));

        assertEquals(List.of(), ledger.changes());
    }

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

    @Test
    void anUnknownPathIsRefusedAndSpoilsNobody() {
        var ledger = ledger(DEFAULTS, 0, Set.of());
        var pocket = new Asked(
                Steps.key(org),
                ReservationRequest.parse("10.00", "USD", null, "pocket", "r"),
                APPROVED,
                RequestTrace.of(null, null));

        assertInstanceOf(Decision.Refused.class, ledger.decide(pocket));
        assertAdmitted(ledger.decide(asked(Steps.key(org), APPROVED, 10_00, "r")));
    }

    /** Against a model that knows nothing but the sums: whatever is admitted fits, whatever is denied for a ceiling did not. */
    @Test
    void whateverIsAskedInWhateverOrderNothingPassesACeiling() {
        long first = Long.getLong("tollgate.seed", System.nanoTime());
        for (long seed = first; seed < first + 2_000; seed++) {
            var random = new SplittableRandom(seed);
            long start = random.nextLong(0, 500_00);
            var ledger = ledger(DEFAULTS, start, Set.of());
            long sum = start;
            Map<Integer, Long> agents = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                int who = random.nextInt(4);
                long cents = random.nextBoolean()
                        ? random.nextLong(1, 110_00)
                        : Math.max(1, 500_00 - sum + random.nextInt(-1, 2));
                var principal = who == 0
                        ? Steps.key(org)
                        : new Principal(
                                ActorType.AGENT, "agt_" + who, Steps.live(org), null, Set.of(), false, null, who - 1);
                var decision = ledger.decide(asked(principal, APPROVED, cents, seed + " " + i));
                if (decision instanceof Decision.Admitted) {
                    sum += cents;
                    assertTrue(sum <= 500_00 && cents <= 100_00, "seed " + seed);
                    if (who > 0) {
                        long own = agents.merge(who, cents, Long::sum);
                        assertTrue(own <= List.of(100_00L, 500_00L, 5_000_00L).get(who - 1), "seed " + seed);
                    }
                } else if (denied(decision) == LimitType.DAILY) {
                    assertTrue(sum + cents > 500_00, "seed " + seed);
                }
            }
        }
    }

    private Ledger ledger(HeldCeiling ceiling, long used, Set<String> frozen) {
        var sums = new Ledger.Sums(Usd.cents(used), Usd.cents(used));
        return new Ledger(
                Steps.live(org), NOW, ceiling, sums, Map.of(), frozen, Map.of(), Set.of(), Set.of("payment_intent"));
    }

    /** One in which this was made before. */
    private Ledger ledgerWith(Reservation made, long used) {
        var sums = new Ledger.Sums(Usd.cents(used), Usd.cents(used));
        var known = Map.of(made.reference(), new Ledger.Known(made, null));
        return new Ledger(
                Steps.live(org), NOW, DEFAULTS, sums, Map.of(), Set.of(), known, Set.of(), Set.of("payment_intent"));
    }

    private Reservation made(String reference, long cents, String day) {
        return Reservation.of(
                Steps.live(org),
                null,
                new ReservationRequest(Usd.cents(cents), null, "payment_intent", reference),
                new Windows(LocalDate.parse(day)));
    }

    private static Ending release(String reference) {
        return new Ending(reference, false, RequestTrace.of(null, null));
    }

    private static Ending commit(String reference) {
        return new Ending(reference, true, RequestTrace.of(null, null));
    }

    private static ProductionAccess decided(long decision, long perTxCents) {
        return new ProductionAccess(
                "production_approved",
                new DecidedCeiling(decision, new CeilingOverride(Usd.cents(perTxCents), null, null, false)));
    }

    private Asked byKey(ProductionAccess access, long cents) {
        return asked(Steps.key(org), access, cents, TestIds.next("pi"));
    }

    private Asked byAgent(ProductionAccess access, int tier, long cents) {
        return asked(agentPrincipal(tier), access, cents, TestIds.next("pi"));
    }

    private Principal agentPrincipal(@Nullable Integer tier) {
        return new Principal(ActorType.AGENT, agent, Steps.live(org), null, Set.of(), false, null, tier);
    }

    private static Asked asked(Principal principal, ProductionAccess access, long cents, String reference) {
        var request = new ReservationRequest(Usd.cents(cents), null, "payment_intent", reference);
        return new Asked(principal, request, access, RequestTrace.of(null, null));
    }

    private static void assertAdmitted(Decision decision) {
        assertInstanceOf(Decision.Admitted.class, decision);
    }

    private static LimitType denied(Decision decision) {
        CeilingDecision.Exceeded why =
                assertInstanceOf(Decision.Denied.class, decision).why();
        return why.type();
    }
}
