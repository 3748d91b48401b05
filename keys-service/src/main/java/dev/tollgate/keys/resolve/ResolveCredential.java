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
 * Tells whose credential was presented. One prepared statement, one round trip, and the same work whatever comes of it: where nobody has it, the statement makes
 * up a row that is as long as another, the secret is hashed and compared in every case, and all that could be wrong is looked at before the answer.
 *
 * <p>The functions that the statements call are the owner role's: the one way to see a hash, and the only queries that do not know their tenant yet. The
 * number of changes is read in the same statement, so of the same moment (platform, package coherence).
 */
@ApplicationScoped
class ResolveCredential {
    static final String FIND_KEY =
            find("api_key_by_lookup_id", "key", "revoked_at", "coalesce(k.scopes, '{}') as scopes, k.expires_at");
    static final String FIND_AGENT =
            find("agent_by_lookup_id", "agt", "frozen_at", "coalesce(k.kya_tier, 0::smallint) as kya_tier");

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

    /** One row in every case; of what is not known, one like that of a credential whose time is over. */
    private static String find(String function, String prefix, String end, String others) {
        return """
                select c.n as as_of, k.id is not null as known, coalesce(k.id, '%2$s_00000000000000000000000000') as id,
                       coalesce(k.org_id, 'org_00000000000000000000000000') as org_id, coalesce(k.mode, 'test') as mode,
                       coalesce(k.salt, decode(repeat('00', 16), 'hex')) as salt,
                       coalesce(k.hash, decode(repeat('00', 32), 'hex')) as hash, k.pepper_version,
                       case when k.id is null then 'epoch' else k.%3$s end as %3$s, %4$s
                from change_counter c left join %1$s($1) k on true""".formatted(function, prefix, end, others);
    }

    private Resolution judge(Row row, Presented presented, BiFunction<Row, Tenant, Resolution> whose) {
        boolean known = row.getBoolean("known");
        var stored = SaltedHash.stored(row);
        boolean matches = hashes.matches(known ? stored : null, presented.secret());
        boolean rightMode = presented.mode().wire().equals(row.getString("mode"));
        var resolution = whose.apply(row, new Tenant(row.getString("org_id"), presented.mode()));
        return known && matches && rightMode ? resolution : new Resolution.Refused();
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
