package dev.tollgate.platform.retention;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;

/** Deletes, now and then, what every {@link Retention} calls over. */
@ApplicationScoped
public class Pruning {
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final List<Retention> retentions;
    private final Transactions transactions;
    private final Background background;
    private final Loop loop = new Loop("pruning", EVERY, this::round);

    Pruning(@Any Instance<Retention> retentions, Transactions transactions, Background background) {
        this.retentions = retentions.stream().toList();
        this.transactions = transactions;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** A batch of each; true if there may be more. */
    public boolean round() throws Exception {
        boolean more = false;
        for (var retention : retentions) {
            more |= background.run(() -> transactions.unannounced(transaction ->
                            transaction.query(retention.deleteSome()).execute().map(deleted -> deleted.rowCount())))
                    == Retention.BATCH;
        }
        return more;
    }
}
