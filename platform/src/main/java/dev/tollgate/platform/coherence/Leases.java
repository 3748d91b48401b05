package dev.tollgate.platform.coherence;

import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tidies up: leases of subscribers that are gone, for which every change would wait in vain, and changes that everybody has heard long ago. A
 * lease is gone if nobody renewed it from one round to the next, which is more than {@link Subscription#LEASE} by this process's own clock.
 */
@ApplicationScoped
@IfBuildProperty(name = "tollgate.coherence.authority", stringValue = "true")
class Leases {
    private static final String RENEWALS = "select renewal from change_lease";
    private static final String DROP_UNRENEWED = "delete from change_lease where renewal = any($1)";
    private static final String PRUNE = """
            with old as (delete from change_log where noted_at < now() - interval '1 hour' returning n)
            update change_counter set pruned = greatest(pruned, (select max(n) from old)) where exists (select from old)""";

    private final Pool pool;
    private final Loop loop;
    private List<Long> seen = List.of();

    Leases(Pool pool, Background background) {
        this.pool = pool;
        this.loop = new Loop("leases", Subscription.LEASE.plus(Duration.ofSeconds(1)), () -> {
            background.run(this::tidy);
            return false;
        });
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** One round. Nudged or not, rounds are never closer than a lease: what was seen in one is judged in the next. */
    Uni<Void> tidy() {
        return pool.preparedQuery(DROP_UNRENEWED)
                .execute(Tuple.of(seen.toArray(Long[]::new)))
                .chain(() -> pool.query(PRUNE).execute())
                .chain(() -> pool.query(RENEWALS).execute())
                .invoke(this::remember)
                .replaceWithVoid();
    }

    private void remember(RowSet<Row> rows) {
        var renewals = new ArrayList<Long>();
        rows.forEach(row -> renewals.add(row.getLong(0)));
        seen = renewals;
    }
}
