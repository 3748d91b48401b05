package dev.tollgate.limits.upkeep;

import dev.tollgate.platform.db.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Compares every window with its reservations, and says what differs: to whoever asked, in the log, and as a metric. */
@ApplicationScoped
class Reconcile {
    /** How many windows differed when this replica last looked; negative: it has not looked yet. */
    static final String METRIC = "tollgate.limits.windows.differing";

    private static final Logger LOG = Logger.getLogger(Reconcile.class);

    private final Transactions transactions;
    private final ReconciliationQuery query;
    private final Clock clock;
    private final Duration kept;
    private final AtomicLong differing = new AtomicLong(-1);

    Reconcile(
            Transactions transactions,
            ReconciliationQuery query,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "tollgate.reservation.kept-for") Duration kept) {
        this.transactions = transactions;
        this.query = query;
        this.clock = clock;
        this.kept = kept;
        Gauge.builder(METRIC, differing, AtomicLong::get)
                .description("Windows that do not hold what their reservations add up to; -1 before the first look.")
                .register(metrics);
    }

    Uni<Reconciliation> run() {
        var now = clock.instant();
        return transactions
                .acrossTenants(transaction -> query.run(transaction, since(), now))
                .invoke(this::tell);
    }

    /** The first day of the oldest month that nothing was deleted of; it and everything before it may be on its way out. */
    LocalDate since() {
        return LocalDate.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC).withDayOfMonth(1);
    }

    private void tell(Reconciliation found) {
        differing.set(found.differing());
        if (found.differing() > 0) {
            LOG.errorf("%d of %d windows differ: %s", found.differing(), found.windows(), found.differences());
        }
    }
}
