package dev.tollgate.keys.resolve;

import dev.tollgate.keys.hash.SaltedHash;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose key was presented. One prepared statement, one round trip, and the same work whether the key is known or not: the secret is
 * hashed and compared in every case, and what else could be wrong is looked at afterwards.
 */
@ApplicationScoped
class ResolveApiKey {
    /** A function of the owner role: the one way to see a hash, and the one query that does not know its tenant yet. */
    private static final String FIND = "select * from api_key_by_lookup_id($1)";

    private static final Resolution REFUSED = new Resolution.Refused();

    private final Pool pool;
    private final Clock clock;

    ResolveApiKey(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** @param lookupId the public half of the key, {@code pk_<mode>_<lookupId>.<secret>} */
    Uni<Resolution> execute(String lookupId, Secret secret, Mode mode) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(lookupId))
                .map(rows -> judge(first(rows), secret, mode, clock.instant()));
    }

    private static Resolution judge(@Nullable Row key, Secret secret, Mode mode, Instant now) {
        boolean matches = hash(key).matches(secret);
        return key != null && matches && key.getString("mode").equals(mode.wire()) && usable(key, now)
                ? new Resolution.Resolved(
                        key.getString("id"),
                        new Tenant(key.getString("org_id"), mode),
                        List.of(key.getArrayOfStrings("scopes")))
                : REFUSED;
    }

    private static SaltedHash hash(@Nullable Row key) {
        return key == null
                ? SaltedHash.ofNobody()
                : SaltedHash.stored(
                        key.getBuffer("salt").getBytes(), key.getBuffer("hash").getBytes());
    }

    private static boolean usable(Row key, Instant now) {
        OffsetDateTime expiresAt = key.getOffsetDateTime("expires_at");
        return key.getOffsetDateTime("revoked_at") == null
                && (expiresAt == null || now.isBefore(expiresAt.toInstant()));
    }

    private static @Nullable Row first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? row.next() : null;
    }
}
