package dev.tollgate.limits.upkeep;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose turn it is to compare windows, and what the last comparison found: two rows that all replicas share. */
@ApplicationScoped
class ReconciliationTurns {
    private static final String TAKE = """
            with moment as materialized (select ledger_time() as now),
            due as (
                select kind, began_at from reconciliation
                where kind = $1 and (due_at <= (select now from moment) or $3)
                for update skip locked)
            update reconciliation r set began_at = m.now, due_at = m.now + $2 * interval '1 millisecond'
            from due, moment m where r.kind = due.kind
            returning r.began_at as now, due.began_at as before
            """;

    /** What was found stays found until all windows were compared again: a window that differs need not change once more. */
    private static final String FOUND_IN_CHANGED = """
            update reconciliation set windows = $1, differing = greatest(differing, $2) where kind = 'changed'
            """;

    private static final String FOUND_IN_ALL = """
            update reconciliation
            set windows = case kind when 'whole' then $1 else windows end, differing = case kind when 'whole' then $2 else 0 end
            """;

    private static final String DIFFERING = "select max(differing) as differing from reconciliation";

    /** What is compared. */
    enum Kind {
        /** The windows that changed since the last time. */
        CHANGED,
        WHOLE;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param before when this was done the last time; null if it never was */
    record Turn(Instant now, @Nullable Instant before) {}

    /** The turn, if it is due and nobody else has it; who has it and dies leaves it due again after {@code every}. */
    Uni<Optional<Turn>> take(SqlConnection transaction, Kind kind, Duration every) {
        return take(transaction, kind, every, false);
    }

    /** The turn, due or not. */
    Uni<Optional<Turn>> takeNow(SqlConnection transaction, Kind kind, Duration every) {
        return take(transaction, kind, every, true);
    }

    private static Uni<Optional<Turn>> take(SqlConnection transaction, Kind kind, Duration every, boolean anyhow) {
        return transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of(kind.wire(), (double) every.toMillis(), anyhow))
                .map(rows -> rows.stream().findFirst().map(ReconciliationTurns::turn));
    }

    Uni<Void> found(SqlConnection transaction, Kind kind, Reconciliation found) {
        return transaction
                .preparedQuery(kind == Kind.WHOLE ? FOUND_IN_ALL : FOUND_IN_CHANGED)
                .execute(Tuple.of(found.windows(), found.differing()))
                .replaceWithVoid();
    }

    /** How many windows differ as far as anybody knows; empty if nobody ever looked. */
    Uni<Optional<Long>> differing(SqlConnection transaction) {
        return transaction
                .preparedQuery(DIFFERING)
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("differing")));
    }

    private static Turn turn(Row row) {
        var before = row.getOffsetDateTime("before");
        return new Turn(row.getOffsetDateTime("now").toInstant(), before == null ? null : before.toInstant());
    }
}
