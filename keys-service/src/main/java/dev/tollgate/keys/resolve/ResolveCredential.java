package dev.tollgate.keys.resolve;

import static dev.tollgate.keys.row.Timestamps.instant;

import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Tells whose credential was presented. One prepared statement, one round trip, and the same work whether it is known or not: the secret is
 * hashed and compared in every case, and what else could be wrong is looked at afterwards.
 *
 * <p>The functions that the statements call are the owner role's: the one way to see a hash, and the only queries that do not know their tenant yet. The
 * number of changes is read in the same statement, so of the same moment (platform, package coherence).
 */
@ApplicationScoped
class ResolveCredential {
    private static final String FIND_KEY =
            "select c.n as as_of, k.* from change_counter c left join api_key_by_lookup_id($1) k on true";
    private static final String FIND_AGENT =
            "select c.n as as_of, a.* from change_counter c left join agent_by_lookup_id($1) a on true";

    private final Pool pool;
    private final SecretHashes hashes;
    private final Clock clock;

    ResolveCredential(Pool pool, SecretHashes hashes, Clock clock) {
        this.pool = pool;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** @param asOf the number of changes by then */
    record Told(Resolution resolution, long asOf) {}

    Uni<Told> apiKey(Presented presented) {
        return resolve(FIND_KEY, presented, this::key);
    }

    Uni<Told> agent(Presented presented) {
        return resolve(FIND_AGENT, presented, ResolveCredential::agent);
    }

    private Uni<Told> resolve(String find, Presented presented, BiFunction<Row, Tenant, Resolution> whose) {
        return pool.preparedQuery(find).execute(Tuple.of(presented.id())).map(rows -> {
            var row = rows.iterator().next();
            return new Told(judge(row, presented, whose), row.getLong("as_of"));
        });
    }

    private Resolution judge(Row row, Presented presented, BiFunction<Row, Tenant, Resolution> whose) {
        boolean known = row.getString("id") != null;
        boolean matches = hashes.matches(known ? SaltedHash.stored(row) : null, presented.secret());
        return matches && presented.mode().wire().equals(row.getString("mode"))
                ? whose.apply(row, new Tenant(row.getString("org_id"), presented.mode()))
                : new Resolution.Refused();
    }

    private Resolution key(Row row, Tenant tenant) {
        var end = instant(row.getOffsetDateTime("expires_at"));
        boolean over = end != null && !clock.instant().isBefore(end);
        return row.getOffsetDateTime("revoked_at") != null || over
                ? new Resolution.Refused()
                : new Resolution.Key(row.getString("id"), tenant, List.of(row.getArrayOfStrings("scopes")), end);
    }

    private static Resolution agent(Row row, Tenant tenant) {
        return row.getOffsetDateTime("frozen_at") != null
                ? new Resolution.Refused()
                : new Resolution.Agent(row.getString("id"), tenant, row.getInteger("kya_tier"));
    }
}
