package dev.tollgate.keys.resolve;

import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose credential was presented. One prepared statement, one round trip, and the same work whether it is known or not: the secret is
 * hashed and compared in every case, and what else could be wrong is looked at afterwards.
 *
 * <p>The functions that the statements call are the owner role's: the one way to see a hash, and the only queries that do not know their tenant yet. The
 * number of the last change is read in the same statement, so of the same moment: what it says holds as long as no later change names the subject.
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

    /** A resolution, and the number of the last change that it knows of. */
    record Told(long asOf, Resolution resolution) {}

    Uni<Told> apiKey(Presented presented) {
        return resolve(FIND_KEY, presented, ResolveCredential::key);
    }

    Uni<Told> agent(Presented presented) {
        return resolve(FIND_AGENT, presented, ResolveCredential::agent);
    }

    private Uni<Told> resolve(String find, Presented presented, Function<Row, Resolution> whose) {
        return pool.preparedQuery(find).execute(Tuple.of(presented.id())).map(rows -> {
            var row = rows.iterator().next();
            return new Told(row.getLong("as_of"), judge(row, presented, whose));
        });
    }

    private Resolution judge(Row row, Presented presented, Function<Row, Resolution> whose) {
        boolean known = row.getString("id") != null;
        boolean matches = hashes.matches(known ? SaltedHash.stored(row) : null, presented.secret());
        return matches && presented.mode().wire().equals(row.getString("mode")) && usable(row, clock.instant())
                ? whose.apply(row)
                : new Resolution.Refused();
    }
}
