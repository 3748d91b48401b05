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
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organization's ledger, open and locked: decides one question after the other, each on top of the ones before. What it says holds when
 * it is written before the lock is let go, and not otherwise. Not for two threads.
 */
final class Ledger {
    private final Tenant tenant;
    private final Instant at;
    private final Windows windows;
    private final Sums sums;
    private final Map<String, Sums> agents;
    private final Map<String, Ceilings> agreed;
    private final Set<String> frozenAgents;
    private final Map<String, Known> known;
    private final Set<String> released;
    private final Set<String> paths;
    private final Set<String> madeHere = new HashSet<>();
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

        /** Of what was made in {@code then}, while {@code now} is open. */
        private void giveBack(Money amount, Windows then, Windows now) {
            if (then.day().equals(now.day())) {
                today = Usd.cents(today.minor() - amount.minor());
            }
            if (then.month().equals(now.month())) {
                thisMonth = Usd.cents(thisMonth.minor() - amount.minor());
            }
        }
    }

    /**
     * A reference that was decided on.
     *
     * @param denial why it was denied; null if it was not
     */
    record Known(Reservation reservation, @Nullable Exceeded denial) {
        private ReservationOutcome outcome() {
            return denial != null
                    ? new ReservationOutcome.Denied(denial)
                    : new ReservationOutcome.Reserved(reservation.id(), reservation.state());
        }
    }

    /**
     * @param at the moment in which all of it is decided, by the one clock
     * @param agents of those who ask, as far as anything counts for them
     * @param agreed what was agreed on for those who ask, which holds in the third tier
     * @param known of the references that are asked about, those that were decided on
     * @param released those that were released before
     * @param paths of those that are asked for, the ones that exist
     */
    Ledger(
            Tenant tenant,
            Instant at,
            HeldCeiling ceiling,
            Sums sums,
            Map<String, Sums> agents,
            Map<String, Ceilings> agreed,
            Set<String> frozenAgents,
            Map<String, Known> known,
            Set<String> released,
            Set<String> paths) {
        this.tenant = tenant;
        this.at = at;
        this.windows = Windows.at(at);
        this.ceiling = ceiling;
        this.sums = sums;
        this.agents = new HashMap<>(agents);
        this.agreed = agreed;
        this.frozenAgents = frozenAgents;
        this.known = new HashMap<>(known);
        this.released = new HashSet<>(released);
        this.paths = paths;
    }

    Tenant tenant() {
        return tenant;
    }

    Instant at() {
        return at;
    }

    Windows windows() {
        return windows;
    }

    /** The ceilings that decisions of onboarding set, in the order in which they were met. */
    List<CeilingChange> changes() {
        return changes;
    }

    /** The next question in order. */
    Decision decide(Question question) {
        return switch (question) {
            case Asked asked -> reserve(asked);
            case Ending ending -> end(ending);
        };
    }

    /** The first answer, if the reference has one; else the first thing in its way (contract/limits.md), or nothing. */
    private Decision reserve(Asked asked) {
        var request = asked.request();
        var before = known.get(request.reference());
        if (before != null) {
            return before.reservation().isFor(request)
                    ? new Decision.Repeated(before.outcome())
                    : new Decision.Refused(ReservationProblem.otherRequest());
        }
        if (released.contains(request.reference())) {
            return new Decision.Refused(ReservationProblem.releasedBefore());
        }
        if (!paths.contains(request.path())) {
            return new Decision.Refused(ReservationProblem.unknownPath());
        }
        apply(asked);
        var reservation = Reservation.of(tenant, asked.agentId(), request, windows);
        return switch (look(asked, reservation.usd())) {
            case CeilingDecision.Allowed fits -> admit(asked, reservation);
            case Exceeded why -> deny(asked, reservation, why);
        };
    }

    /** The first end holds. One that comes before its reservation leaves a mark, if it is a release; else there is nothing to commit. */
    private Decision end(Ending ending) {
        var before = known.get(ending.reference());
        if (before == null) {
            return endUnknown(ending);
        }
        var reservation = before.reservation();
        var event = ending.settled() ? reservation.commit() : reservation.release();
        if (event == null) {
            return new Decision.Repeated(new ReservationOutcome.Ended(reservation.state()));
        }
        known.put(ending.reference(), new Known(reservation.after(event), null));
        boolean here = madeHere.contains(ending.reference());
        if (!ending.settled() && !here) {
            giveBack(reservation);
        }
        return new Decision.Closed(event, ending.trace(), here);
    }

    private Decision endUnknown(Ending ending) {
        if (released.contains(ending.reference())) {
            return new Decision.Repeated(new ReservationOutcome.Ended(ReservationState.RELEASED));
        }
        if (ending.settled()) {
            return new Decision.Refused(Problem.notFound());
        }
        released.add(ending.reference());
        return new Decision.Withdrawn(ending.reference());
    }

    /** Not where it was made in this very batch: sums are written in an order in which they are never over, not even in between. */
    private void giveBack(Reservation reservation) {
        sums.giveBack(reservation.usd(), reservation.windows(), windows);
        var ofAgent = reservation.agentId() == null ? null : agents.get(reservation.agentId());
        if (ofAgent != null) {
            ofAgent.giveBack(reservation.usd(), reservation.windows(), windows);
        }
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
            var own = ofAgent(agent).decide(Holder.AGENT, ceilings(agent, asked.kyaTier()), requested, windows);
            if (own instanceof Exceeded) {
                return own;
            }
        }
        return sums.decide(Holder.TENANT, ceiling.override().effective(), requested, windows);
    }

    private Decision admit(Asked asked, Reservation reservation) {
        sums.add(reservation.usd());
        if (reservation.agentId() != null) {
            ofAgent(reservation.agentId()).add(reservation.usd());
        }
        known.put(reservation.reference(), new Known(reservation, null));
        madeHere.add(reservation.reference());
        return new Decision.Admitted(asked, reservation);
    }

    private Decision deny(Asked asked, Reservation reservation, Exceeded why) {
        var denied = reservation.denied();
        known.put(reservation.reference(), new Known(denied, why));
        return new Decision.Denied(asked, denied, why);
    }

    private Ceilings ceilings(String agentId, int kyaTier) {
        var ofTier = Ceilings.ofTier(kyaTier);
        return kyaTier == Ceilings.CUSTOM_TIER ? agreed.getOrDefault(agentId, ofTier) : ofTier;
    }

    private Sums ofAgent(String agentId) {
        return agents.computeIfAbsent(agentId, first -> Sums.none());
    }
}
