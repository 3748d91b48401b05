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
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Gives blocks of requests out of an organization's bucket, each in one statement and one round trip (the essay of this package). */
@ApplicationScoped
class RequestBucket {
    private static final int WINDOW_SECONDS = 60;

    /** What one request costs: as many units as the window has milliseconds. */
    private static final long UNITS = WINDOW_SECONDS * 1_000L;

    /**
     * It names its tenant itself, in a query that all others read from, so that row-level security holds as in every transaction. A bucket that
     * nobody took from is full. {@code granted} in the row is what the last block was given, to be returned from here.
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
            insert into request_bucket as b (org_id, mode, per_minute, units, refilled_at, granted)
            select $2, $3, per_minute, (per_minute - least($5, per_minute)) * $7, $6, least($5, per_minute) from allowed
            on conflict (org_id, mode) do update set (per_minute, units, refilled_at, granted) = (
                select excluded.per_minute, full_to.units - block.granted * $7, now.at, block.granted
                from (select case when b.refilled_at between excluded.refilled_at and excluded.refilled_at + interval '1 minute'
                        then b.refilled_at else excluded.refilled_at end as at) now,
                    lateral (select least(excluded.per_minute * $7, b.units + excluded.per_minute
                        * greatest(0, (extract(epoch from now.at - b.refilled_at) * 1000)::bigint)) as units) full_to,
                    lateral (select least($5, full_to.units / $7) as granted) block)
            returning granted, per_minute, units""";

    private final Pool pool;
    private final Clock clock;

    RequestBucket(Pool pool, Clock clock) {
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

            @Schema(description = "Of all gateways together, in a window.")
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
                .addValue(clock.instant().atOffset(ZoneOffset.UTC))
                .addLong(UNITS);
        return pool.preparedQuery(TAKE)
                .execute(parameters)
                .map(taken -> block(taken.iterator().next()));
    }

    private static Block block(Row row) {
        long granted = row.getLong("granted");
        long limit = row.getLong("per_minute");
        long units = row.getLong("units");
        return new Block(granted, limit, units / UNITS, granted > 0 ? 0 : Math.ceilDiv(UNITS - units % UNITS, limit));
    }
}
