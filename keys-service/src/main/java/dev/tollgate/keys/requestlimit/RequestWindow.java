package dev.tollgate.keys.requestlimit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.platform.principal.Tenant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Gives blocks of requests out of an organization's window, each in one statement and one round trip (the essay of this package). */
@ApplicationScoped
class RequestWindow {
    private static final int WINDOW_SECONDS = 60;
    private static final long WINDOW_MILLIS = WINDOW_SECONDS * 1_000L;
    private static final long SLOT_MILLIS = 250;

    /**
     * It names its tenant itself, in a query that all others read from, so that row-level security holds as in every transaction. A row that is not
     * there is an empty window. {@code granted} in the row is what the last block was given, to be returned from here. A slot that lies ahead of a
     * clock that was set back moves to where that clock is.
     */
    private static final String TAKE = """
            with tenant as materialized (
                select set_config('tollgate.tenant', $1, true) as scope
            ), allowed as materialized (
                select coalesce(
                    (select case $3 when 'test' then r.test else r.live end
                     from request_limit r where r.org_id = $2 and tenant.scope = $1), $4::bigint) as per_minute
                from tenant
            )
            insert into request_window as w (org_id, mode, per_minute, seen_at, slots, given, granted)
            select $2, $3, per_minute, $6::bigint, array[$6::bigint / $7::bigint], array[least($5, per_minute)], least($5, per_minute)
            from allowed
            on conflict (org_id, mode) do update set (per_minute, seen_at, slots, given, granted) = (
                select excluded.per_minute, now.at, counted.slots, counted.given, block.granted
                from (select case when w.seen_at between excluded.seen_at and excluded.seen_at + $8::bigint
                        then w.seen_at else excluded.seen_at end as at) now,
                    lateral (select greatest(0, least($5, excluded.per_minute - coalesce(sum(s.given), 0)::bigint)) as granted
                        from unnest(w.slots, w.given) as s(slot, given) where (s.slot + 1) * $7 + $8 > now.at) block,
                    lateral (select coalesce(array_agg(s.slot order by s.slot), '{}') as slots,
                            coalesce(array_agg(s.given order by s.slot), '{}') as given
                        from (select least(e.slot, now.at / $7) as slot, sum(e.given)::bigint as given
                            from (select * from unnest(w.slots, w.given) union all select now.at / $7, block.granted) as e(slot, given)
                            where (e.slot + 1) * $7 + $8 > now.at and e.given > 0
                            group by 1) s) counted)
            returning granted, per_minute, seen_at, slots, given""";

    private final Pool pool;
    private final Clock clock;

    RequestWindow(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** What a gateway may let in. */
    @RegisterForReflection
    @Schema(
            name = "RequestQuota",
            requiredProperties = {"granted", "limit", "windowSeconds", "remaining", "retryAfterMillis"})
    record Block(
            @Schema(description = "How many it may let in, maybe 0.")
            long granted,

            @Schema(description = "Of all gateways together, in any window.")
            long limit,

            @Schema(description = "What is left for everybody.")
            long remaining,

            @Schema(description = "When the next request is there, if nothing was granted; else 0.")
            long retryAfterMillis) {
        @JsonProperty
        int windowSeconds() {
            return WINDOW_SECONDS;
        }
    }

    /** Takes up to {@code wanted} requests. */
    Uni<Block> take(Tenant tenant, int wanted) {
        var parameters = Tuple.tuple()
                .addString(tenant.scope())
                .addString(tenant.orgId())
                .addString(tenant.mode().wire())
                .addLong((long) RequestLimits.defaultOf(tenant.mode()))
                .addLong((long) wanted)
                .addLong(clock.millis())
                .addLong(SLOT_MILLIS)
                .addLong(WINDOW_MILLIS);
        return pool.preparedQuery(TAKE)
                .execute(parameters)
                .map(taken -> block(taken.iterator().next()));
    }

    private static Block block(Row row) {
        long granted = row.getLong("granted");
        long limit = row.getLong("per_minute");
        var given = row.getArrayOfLongs("given");
        long used = Arrays.stream(given).mapToLong(Long::longValue).sum();
        long retryAfterMillis =
                granted > 0 ? 0 : freeAt(row.getArrayOfLongs("slots"), given, used - limit) - row.getLong("seen_at");
        return new Block(granted, limit, Math.max(0, limit - used), retryAfterMillis);
    }

    /** When more than {@code tooMuch} has left the window. */
    private static long freeAt(Long[] slots, Long[] given, long tooMuch) {
        int oldest = 0;
        for (long gone = given[0]; gone <= tooMuch; gone += given[oldest]) {
            oldest++;
        }
        return (slots[oldest] + 1) * SLOT_MILLIS + WINDOW_MILLIS;
    }
}
