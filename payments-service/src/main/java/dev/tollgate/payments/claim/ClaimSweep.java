package dev.tollgate.payments.claim;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Deletes claims that nobody came again for. */
@ApplicationScoped
public class ClaimSweep {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final int PIECE = 500;
    private static final String SWEEP = """
            delete from payment where (org_id, mode, id) in (
                select org_id, mode, id from payment
                where status = 'claimed' and coalesce(claimed_until, created_at) < now() - $1 * interval '1 millisecond'
                limit $2 for update skip locked)
            """;

    private final Transactions transactions;
    private final Background background;
    private final Duration kept;
    private final Loop loop = new Loop("claims", IDLE, this::round);

    ClaimSweep(
            Transactions transactions,
            Background background,
            @ConfigProperty(name = "tollgate.claim.kept-for") Duration kept) {
        this.transactions = transactions;
        this.background = background;
        this.kept = kept;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Whether there may be more. */
    public boolean round() throws Exception {
        return background.run(() -> transactions.unannounced(transaction -> transaction
                        .preparedQuery(SWEEP)
                        .execute(Tuple.of((double) kept.toMillis(), PIECE))
                        .map(gone -> gone.rowCount())))
                == PIECE;
    }
}
