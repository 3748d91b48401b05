package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingChange;
import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.limits.ceiling.CeilingDecision.Exceeded;
import dev.tollgate.limits.ceiling.Ceilings;
import dev.tollgate.limits.ceiling.HeldCeiling;
import dev.tollgate.limits.ceiling.Holder;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An organization's ledger, open and locked: decides one request after the other, each on top of the ones before. What it says holds when
 * it is written before the lock is let go, and not otherwise. Not for two threads.
 */
final class Ledger {
    private final Tenant tenant;
    private final Windows windows;
    private final Sums sums;
    private final Map<String, Sums> agents;
    private final Set<String> frozenAgents;
    private final Map<String, ReservationOutcome> answers;
    private final Set<String> paths;
    private final List<CeilingChange> changes = new ArrayList<>();
    private HeldCeiling ceiling;

    /** What counts in a holder's two windows; mutable. */
    static final class Sums {
        private Money today;
        private Money thisMonth;

        Sums(Money today, Money thisMonth) {
            this.today = today;
            this.thisMonth = thisMonth;
        }

        static Sums none() {
            return new Sums(Usd.ZERO, Usd.ZERO);
        }

        private CeilingDecision decide(Holder holder, Ceilings ceilings, Money requested, Windows windows) {
            return ceilings.decide(holder, requested, today, thisMonth, windows);
        }

        private void add(Money amount) {
            today = today.plus(amount);
            thisMonth = thisMonth.plus(amount);
        }
    }

    /**
     * @param agents of those who ask, as far as anything counts for them
     * @param answers of the references that are asked about, as far as they have one
     * @param paths of those that are asked for, the ones that exist
     */
    Ledger(
            Tenant tenant,
            Windows windows,
            HeldCeiling ceiling,
            Sums sums,
            Map<String, Sums> agents,
            Set<String> frozenAgents,
            Map<String, ReservationOutcome> answers,
            Set<String> paths) {
        this.tenant = tenant;
        this.windows = windows;
        this.ceiling = ceiling;
        this.sums = sums;
        this.agents = new HashMap<>(agents);
        this.frozenAgents = frozenAgents;
        this.answers = new HashMap<>(answers);
        this.paths = paths;
    }

    Tenant tenant() {
        return tenant;
    }

    Windows windows() {
        return windows;
    }

    /** The ceilings that decisions of onboarding set, in the order in which they were met. */
    List<CeilingChange> changes() {
        return changes;
    }

    /** The next request in order. Its first answer, if its reference has one; else the first thing in its way (contract/limits.md), or nothing. */
    Decision decide(Asked asked) {
        var request = asked.request();
        var first = answers.get(request.reference());
        if (first != null) {
            return new Decision.Repeated(first);
        }
        if (!paths.contains(request.path())) {
            return new Decision.Refused(ReservationProblem.unknownPath());
        }
        apply(asked);
        var reservation = Reservation.of(tenant, asked.agentId(), request, windows);
        var decision = switch (look(asked, reservation.usd())) {
            case CeilingDecision.Allowed fits -> new Decision.Admitted(asked, reservation);
            case Exceeded why -> new Decision.Denied(asked, reservation, why);
        };
        remember(decision);
        return decision;
    }

    /** A ceiling that came with a decision holds as soon as the decision does. */
    private void apply(Asked asked) {
        var change = ceiling.decided(tenant.orgId(), asked.access().ceiling());
        if (change != null) {
            changes.add(change);
            ceiling = ceiling.after(change);
        }
    }

    private CeilingDecision look(Asked asked, Money requested) {
        if (!asked.access().isApproved()) {
            return Exceeded.always(LimitType.ORGANIZATION_STATUS, requested);
        }
        var agent = asked.agentId();
        if (agent != null) {
            if (frozenAgents.contains(agent)) {
                return Exceeded.always(LimitType.AGENT_STATUS, requested);
            }
            var own = ofAgent(agent).decide(Holder.AGENT, Ceilings.ofTier(asked.kyaTier()), requested, windows);
            if (own instanceof Exceeded) {
                return own;
            }
        }
        return sums.decide(Holder.TENANT, ceiling.override().effective(), requested, windows);
    }

    private void remember(Decision decision) {
        switch (decision) {
            case Decision.Admitted(var asked, var reservation) -> {
                sums.add(reservation.usd());
                if (reservation.agentId() != null) {
                    ofAgent(reservation.agentId()).add(reservation.usd());
                }
                answers.put(reservation.reference(), new ReservationOutcome.Reserved(reservation.id()));
            }
            case Decision.Denied(var asked, var reservation, var why) ->
                answers.put(reservation.reference(), new ReservationOutcome.Denied(why));
            case Decision.Repeated repeated -> {}
            case Decision.Refused refused -> {}
        }
    }

    private Sums ofAgent(String agentId) {
        return agents.computeIfAbsent(agentId, first -> Sums.none());
    }
}
