package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Deciding, request after request, without a database. */
class LedgerTest extends LedgerFixture {
    @Test
    void organizationStatusIsLookedAtFirst() {
        var ledger = ledger(DEFAULTS, 0, Set.of(agent));
        var suspended = new ProductionAccess("production_suspended", true, null);

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
}
