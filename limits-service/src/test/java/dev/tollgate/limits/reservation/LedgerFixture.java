package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.DecidedCeiling;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.testkit.TestIds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An open ledger of an organization on the second of May, without a database, and what it may be asked. */
class LedgerFixture {
    static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    static final Windows WINDOWS = Windows.at(NOW);
    static final ProductionAccess APPROVED = new ProductionAccess("production_approved", true, null);
    static final HeldCeiling DEFAULTS = new HeldCeiling(CeilingOverride.NONE, 0);

    final String org = TestIds.next("org");
    final String agent = TestIds.next("agt");

    Ledger ledger(HeldCeiling ceiling, long used, Set<String> frozen) {
        var sums = new Ledger.Sums(Usd.cents(used), Usd.cents(used));
        return new Ledger(
                Steps.live(org),
                NOW,
                ceiling,
                sums,
                Map.of(),
                Map.of(),
                frozen,
                Map.of(),
                Set.of(),
                Set.of("payment_intent"));
    }

    /** One in which this was made before. */
    Ledger ledgerWith(Reservation made, long used) {
        var sums = new Ledger.Sums(Usd.cents(used), Usd.cents(used));
        var known = Map.of(made.reference(), new Ledger.Known(made, null));
        return new Ledger(
                Steps.live(org),
                NOW,
                DEFAULTS,
                sums,
                Map.of(),
                Map.of(),
                Set.of(),
                known,
                Set.of(),
                Set.of("payment_intent"));
    }

    Reservation made(String reference, long cents, String day) {
        return Reservation.of(
                Steps.live(org),
                null,
                new ReservationRequest(Usd.cents(cents), null, "payment_intent", reference),
                new Windows(LocalDate.parse(day)));
    }

    static Ending release(String reference) {
        return new Ending(reference, false, RequestTrace.of(null, null));
    }

    static Ending commit(String reference) {
        return new Ending(reference, true, RequestTrace.of(null, null));
    }

    static ProductionAccess decided(long decision, long perTxCents) {
        return new ProductionAccess(
                "production_approved",
                true,
                new DecidedCeiling(decision, new CeilingOverride(Usd.cents(perTxCents), null, null, false)));
    }

    Asked byKey(ProductionAccess access, long cents) {
        return asked(Steps.key(org), access, cents, TestIds.next("pi"));
    }

    Asked byAgent(ProductionAccess access, int tier, long cents) {
        return asked(agentPrincipal(tier), access, cents, TestIds.next("pi"));
    }

    Principal agentPrincipal(@Nullable Integer tier) {
        return new Principal(ActorType.AGENT, agent, Steps.live(org), null, Set.of(), false, null, tier);
    }

    static Asked asked(Principal principal, ProductionAccess access, long cents, String reference) {
        var request = new ReservationRequest(Usd.cents(cents), null, "payment_intent", reference);
        return new Asked(principal, request, access, RequestTrace.of(null, null));
    }

    static void assertAdmitted(Decision decision) {
        assertInstanceOf(Decision.Admitted.class, decision);
    }

    static LimitType denied(Decision decision) {
        CeilingDecision.Exceeded why =
                assertInstanceOf(Decision.Denied.class, decision).why();
        return why.type();
    }
}
