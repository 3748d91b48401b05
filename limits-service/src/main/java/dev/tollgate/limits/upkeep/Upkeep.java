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

/** Compares now and then, and deletes what is older than it is kept: in small pieces, so that nobody waits for it. */
@ApplicationScoped
class Upkeep {
    private static final int PIECE = 2_000;
    private static final String PRUNE = "select prune_before($1, $2) as gone";

    private final Reconcile reconcile;
    private final Transactions transactions;
    private final Background background;
    private final Loop comparing;
    private final Loop pruning;

    Upkeep(
            Reconcile reconcile,
            Transactions transactions,
            Background background,
            @ConfigProperty(name = "tollgate.reconciliation.every") Duration every) {
        this.reconcile = reconcile;
        this.transactions = transactions;
        this.background = background;
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
        background.run(reconcile::run);
        return false;
    }

    /** Whether there may be more. */
    boolean prune() throws Exception {
        long gone = background.run(this::piece);
        return gone == PIECE;
    }

    private Uni<Long> piece() {
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(PRUNE)
                .execute(Tuple.of(reconcile.since(), PIECE))
                .map(rows -> rows.iterator().next().getLong("gone")));
    }
}
