package dev.tollgate.keys.usage;

import static dev.tollgate.keys.row.Timestamps.utc;

import dev.tollgate.platform.db.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Writes {@code last_used_at} in one statement for a whole report: only forward, and only where the minute of the use is later than the one that is
 * written. Rows are locked in the order of their ids, so that two reports never wait for each other; a report that waited looks again at
 * what the other wrote.
 */
@ApplicationScoped
class LastUses {
    /** A use in the future is one of a gateway whose clock is ahead: it counts as now, or the key would look used for that long. */
    private static final String RECORD = """
            with reported as (
                select id, least(max(at), $3) as at from unnest($1::text[], $2::timestamptz[]) as use (id, at) group by id
            ), locked as (
                select k.id, r.at from api_key k join reported r on r.id = k.id
                where k.last_used_at is null or date_trunc('minute', r.at) > date_trunc('minute', k.last_used_at)
                order by k.id for no key update of k
            )
            update api_key k set last_used_at = locked.at from locked where k.id = locked.id""";

    private final Transactions transactions;
    private final Clock clock;

    LastUses(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A key in use, as gateways report it. */
    @Schema(name = "ApiKeyUse")
    record Use(
            @Schema(examples = "key_01kay4d0y5e1rrv4x8p0m6c2tz") @NotNull(message = "is required")
            String keyId,

            @Schema(implementation = String.class, format = "date-time") @NotNull(message = "is required")
            Instant at) {}

    /** How many keys it wrote. What is no key of ours is passed over. */
    Uni<Integer> record(List<Use> uses) {
        var ids = uses.stream().map(Use::keyId).toArray(String[]::new);
        var times = uses.stream().map(use -> utc(use.at())).toArray(OffsetDateTime[]::new);
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(RECORD)
                .execute(Tuple.of(ids, times, utc(clock.instant())))
                .map(written -> written.rowCount()));
    }
}
