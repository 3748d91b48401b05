package dev.tollgate.limits.upkeep;

import dev.tollgate.limits.upkeep.ReconciliationTurns.Kind;
import dev.tollgate.limits.upkeep.ReconciliationTurns.Turn;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Upstream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Compares windows with their reservations, and says what differs: to whoever asked, in the log, and as a metric. */
@ApplicationScoped
class Reconcile {
    /** How many windows differed when any replica last looked; negative: nobody has looked yet. */
    static final String METRIC = "tollgate.limits.windows.differing";

    private static final Logger LOG = Logger.getLogger(Reconcile.class);
    private static final Duration WHOLE_EVERY = Duration.ofDays(1);

    /** Longer than from the change of a sum to its commit. */
    private static final Duration UNCOMMITTED = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final ReconciliationQuery query;
    private final ReconciliationTurns turns;
    private final Duration kept;
    private final Duration every;
    private final AtomicLong differing = new AtomicLong(-1);

    Reconcile(
            Transactions transactions,
            ReconciliationQuery query,
            ReconciliationTurns turns,
            MeterRegistry metrics,
            @ConfigProperty(name = "tollgate.reservation.kept-for") Duration kept,
            @ConfigProperty(name = "tollgate.reconciliation.every") Duration every) {
        this.transactions = transactions;
        this.query = query;
        this.turns = turns;
        this.kept = kept;
        this.every = every;
        Gauge.builder(METRIC, differing, AtomicLong::get)
                .description("Windows that do not hold what their reservations add up to; -1 before the first look.")
                .register(metrics);
    }

    /** Compares everything now, whoever's turn it is. */
    Uni<Reconciliation> run() {
        return transactions
                .acrossTenants(transaction -> turns.takeNow(transaction, Kind.WHOLE, WHOLE_EVERY))
                .chain(turn -> turn.map(mine -> compare(Kind.WHOLE, mine))
                        .orElseGet(() -> Uni.createFrom().failure(Upstream.unavailable())))
                .call(this::learn);
    }

    /** What is due and nobody else's: all windows once a day, in between those that changed. */
    Uni<Void> due() {
        return ifDue(Kind.WHOLE, WHOLE_EVERY)
                .chain(done -> done.isPresent() ? Uni.createFrom().voidItem() : ifDue(Kind.CHANGED, every))
                .chain(this::learn);
    }

    private Uni<Optional<Reconciliation>> ifDue(Kind kind, Duration again) {
        return transactions
                .acrossTenants(transaction -> turns.take(transaction, kind, again))
                .chain(turn -> turn.map(mine -> compare(kind, mine).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Reconciliation> compare(Kind kind, Turn turn) {
        return transactions.acrossTenants(transaction -> (kind == Kind.WHOLE || turn.before() == null
                        ? query.all(transaction, since(turn.now()), turn.now())
                        : query.changed(transaction, turn.before().minus(UNCOMMITTED), turn.now()))
                .call(found -> turns.found(transaction, kind, found))
                .invoke(Reconcile::tell));
    }

    /** The first day of the oldest month that nothing was deleted of; it and everything before it may be on its way out. */
    private LocalDate since(Instant now) {
        return LocalDate.ofInstant(now.minus(kept), ZoneOffset.UTC).withDayOfMonth(1);
    }

    private Uni<Void> learn() {
        return transactions
                .acrossTenants(turns::differing)
                .invoke(known -> known.ifPresent(differing::set))
                .replaceWithVoid();
    }

    private static void tell(Reconciliation found) {
        if (found.differing() > 0) {
            LOG.errorf("%d of %d windows differ: %s", found.differing(), found.windows(), found.differences());
        }
    }
}
