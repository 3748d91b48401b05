package dev.tollgate.platform.event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a row per fact, and fails where a test planned it: after the row was written, so that a rollback shows. */
@Singleton
class HappeningHandler implements FactHandler {
    /** How often the facts of a subject still fail, and how. */
    final Map<String, Failures> planned = new ConcurrentHashMap<>();

    record Failures(int left, Exception with) {
        static Failures transientFailures(int times) {
            return new Failures(times, new IOException("somebody is away"));
        }

        static Failures poison() {
            return new Failures(Integer.MAX_VALUE, new IllegalArgumentException("this fact is at fault"));
        }
    }

    @Override
    public Set<FactType> types() {
        return Set.of(Happening.TYPE);
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        return transaction
                .preparedQuery("insert into handled (event_id, subject) values ($1, $2)")
                .execute(Tuple.of(fact.id(), fact.subject()))
                .chain(() -> outcome(fact.subject()));
    }

    private Uni<Void> outcome(String subject) {
        var failures = planned.get(subject);
        if (failures == null || failures.left() == 0) {
            return Uni.createFrom().voidItem();
        }
        planned.put(subject, new Failures(failures.left() - 1, failures.with()));
        return Uni.createFrom().failure(failures.with());
    }
}
