package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.row.Timestamps.utc;

import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Tenant;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code api_key}. Queries name organization and mode; row-level security repeats the organization. */
@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, String> {
    private static final String INSERT = """
            insert into api_key (id, org_id, mode, name, lookup_id, salt, hash, pepper_version, scopes, created_by, created_at, expires_at,
                                 idempotency_key)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (org_id, mode, idempotency_key) do nothing""";

    private static final String LOCK_ISSUER = """
            select expires_at is not null and ($5::timestamptz is null or $5 > expires_at) as outlived
            from api_key
            where org_id = $1 and mode = $2 and id = $3 and revoked_at is null and (expires_at is null or expires_at > $4)
            for share""";

    /** False where another request with the same {@code Idempotency-Key} was first; it has committed then. */
    Uni<Boolean> insert(
            SqlConnection transaction, ApiKeyEvent.Created event, ApiKeyOrder order, ApiKeyText text, SaltedHash hash) {
        var key = event.data().key();
        var row = Tuple.tuple()
                .addString(key.id())
                .addString(key.orgId())
                .addString(key.mode().wire())
                .addString(key.name())
                .addString(text.id())
                .addValue(hash.salt())
                .addValue(hash.hash())
                .addInteger(hash.pepperVersion())
                .addValue(key.scopes().toArray(String[]::new))
                .addString(event.data().actor().id())
                .addValue(utc(key.createdAt()))
                .addValue(utc(key.expiresAt()))
                .addString(order.idempotencyKey());
        return transaction.preparedQuery(INSERT).execute(row).map(rows -> rows.rowCount() == 1);
    }

    /**
     * Refuses an order that the issuing key can't fill any more: it is revoked, over, or would be outlived. Else locks it until the transaction
     * ends, so that whoever revokes it finds all that it issued, and revoked keys issue none.
     */
    Uni<Void> requireIssuer(SqlConnection transaction, String issuerId, ApiKeyOrder order, Instant now) {
        var tenant = order.tenant();
        return transaction
                .preparedQuery(LOCK_ISSUER)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), issuerId, utc(now), utc(order.expiresAt())))
                .invoke(issuer -> {
                    if (issuer.size() != 1) {
                        throw ApiKeyProblem.issuerEnded();
                    }
                    if (issuer.iterator().next().getBoolean("outlived")) {
                        throw ApiKeyProblem.outlivesIssuer();
                    }
                })
                .replaceWithVoid();
    }

    /** The key that was made with this {@code Idempotency-Key}. */
    Uni<Optional<ApiKey>> findByIdempotencyKey(Tenant tenant, String idempotencyKey) {
        return find(
                        "orgId = ?1 and mode = ?2 and idempotencyKey = ?3",
                        tenant.orgId(),
                        tenant.mode().wire(),
                        idempotencyKey)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** One key within reach; every other is a {@code NotFound}. */
    Uni<ApiKey> getWithin(Reach reach, String id) {
        return find("id = ?1 and orgId = ?2 and mode in ?3", id, reach.orgId(), reach.modeNames())
                .firstResult()
                .map(ApiKeyRepository::orNotFound);
    }

    /** Up to {@code count} keys of a tenant, older than the id {@code before}, newest first. */
    Uni<List<ApiKey>> findOlderThan(Tenant tenant, String before, boolean includeRevoked, int count) {
        return find(
                        "orgId = ?1 and mode = ?2 and id < ?3" + (includeRevoked ? "" : " and revokedAt is null")
                                + " order by id desc",
                        tenant.orgId(),
                        tenant.mode().wire(),
                        before)
                .page(0, count)
                .list();
    }

    /** Whether it was this call that revoked the key; however many try at once, one does. */
    Uni<Boolean> revoke(Reach reach, String id, Instant now) {
        return update(
                        "revokedAt = ?1 where id = ?2 and orgId = ?3 and mode in ?4 and revokedAt is null",
                        now,
                        id,
                        reach.orgId(),
                        reach.modeNames())
                .map(updated -> updated == 1);
    }

    private static ApiKey orNotFound(@Nullable ApiKey key) {
        if (key == null) {
            throw Problem.notFound();
        }
        return key;
    }
}
