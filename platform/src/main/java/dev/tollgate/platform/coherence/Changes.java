package dev.tollgate.platform.coherence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * For the use cases of an authority: numbers what they change, and waits until nobody answers from an older memory (the essay of this
 * package). A use case notes its changes as the last thing in its transaction and answers after {@link #heard}.
 */
@ApplicationScoped
public class Changes {
    private static final String NOTE = "select note_changes($1)";
    private static final String NOTE_BY_SESSION = "select note_changes(cast(?1 as text[]))";
    private static final String LATEST = "select n from change_counter";
    private static final String SOMEBODY_BEHIND = "select 1 from change_lease where heard < $1 limit 1";
    private static final Duration POLL = Duration.ofMillis(5);

    private final Pool pool;
    private final Vertx vertx;
    private final Announcements announcements;

    Changes(Pool pool, Vertx vertx, Announcements announcements) {
        this.pool = pool;
        this.vertx = vertx;
        this.announcements = announcements;
    }

    /** Notes that these subjects changed, in a raw transaction, as its last statement; the number of the last one. */
    public Uni<Long> note(SqlConnection transaction, String... subjects) {
        return transaction.preparedQuery(NOTE).execute(Tuple.of(subjects)).map(Changes::number);
    }

    /** The same in the current Panache transaction. Its rows are written first: the counter's lock is always the last one. */
    public Uni<Long> note(String... subjects) {
        return Panache.getSession()
                .chain(session -> session.flush()
                        .chain(() -> session.createNativeQuery(NOTE_BY_SESSION, Long.class)
                                .setParameter(1, subjects)
                                .getSingleResult()));
    }

    /**
     * Completes when no subscriber answers from what it knew before the change of this number: each has acknowledged it, or its lease has
     * run out; so after at most {@link Subscription#LEASE}. To be subscribed to after the commit, and before anybody is told of it.
     */
    public Uni<Void> heard(long number) {
        return Uni.createFrom().deferred(() -> {
            announcements.announce(number);
            return wait(number, System.nanoTime());
        });
    }

    /** The same for all changes so far: what a repeat that finds nothing left to change must wait for, lest it answer before the first did. */
    public Uni<Void> allHeard() {
        return pool.query(LATEST).execute().map(Changes::number).chain(this::heard);
    }

    private Uni<Void> wait(long number, long since) {
        return pool.preparedQuery(SOMEBODY_BEHIND).execute(Tuple.of(number)).chain(behind -> {
            boolean over = behind.size() == 0 || System.nanoTime() - since >= Subscription.LEASE.toNanos();
            return over ? Uni.createFrom().voidItem() : pause().chain(() -> wait(number, since));
        });
    }

    private Uni<Void> pause() {
        return Uni.createFrom().emitter(over -> vertx.setTimer(POLL.toMillis(), timer -> over.complete(null)));
    }

    private static Long number(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
    }
}
