package dev.tollgate.limits.upkeep;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Compares now and then, and deletes what is older than it is kept: in small pieces of one organization each, so that nobody waits for it. */
@ApplicationScoped
class Upkeep {
    private static final int PIECE = 500;
    private static final String PRUNE =
            "select prune_before((ledger_time() at time zone 'UTC')::date - $1::integer, $2) as gone";

    private final Reconcile reconcile;
    private final Transactions transactions;
    private final Background background;
    private final int keptDays;
    private final Loop comparing;
    private final Loop pruning;

    Upkeep(
            Reconcile reconcile,
            Transactions transactions,
            Background background,
            @ConfigProperty(name = "tollgate.reservation.kept-for") Duration kept,
            @ConfigProperty(name = "tollgate.reconciliation.every") Duration every) {
        this.reconcile = reconcile;
        this.transactions = transactions;
        this.background = background;
        this.keptDays = Math.toIntExact(kept.toDays());
        this.comparing = new Loop("reconciliation", every, this::compare);
        this.pruning = new Loop("pruning", every, this::prune);
    }

    void start(@Observes StartupEvent event) {
        comparing.start();
        pruning.start();
    }

    void stop(@Observes ShutdownEvent event) {
        comparing.close();
        pruning.close();
    }

    private boolean compare() throws Exception {
        background.run(reconcile::due);
        return false;
    }

    /** Whether there may be more. */
    boolean prune() throws Exception {
        return background.run(this::piece) > 0;
    }

    private Uni<Long> piece() {
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(PRUNE)
                .execute(Tuple.of(keptDays, PIECE))
                .map(rows -> rows.iterator().next().getLong("gone")));
    }
}
