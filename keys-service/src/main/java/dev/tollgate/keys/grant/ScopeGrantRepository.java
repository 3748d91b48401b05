package dev.tollgate.keys.grant;

import static dev.tollgate.keys.row.Timestamps.instant;
import static dev.tollgate.keys.row.Timestamps.utc;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code scope_grant}. Every query names the whole tenant. */
@ApplicationScoped
class ScopeGrantRepository {
    private static final String INSERT = """
            insert into scope_grant (id, org_id, mode, agent_id, scope, created_by, created_at, expires_at, idempotency_key)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (org_id, mode, idempotency_key) do nothing""";

    private static final String COLUMNS =
            "g.id, g.org_id, g.mode, g.agent_id, g.scope, g.created_at, g.expires_at, g.used_at, g.reference, g.revoked_at";
    private static final String OF_TENANT =
            "select " + COLUMNS + " from scope_grant g where g.org_id = $1 and g.mode = $2";
    private static final String BY_IDEMPOTENCY_KEY = OF_TENANT + " and g.idempotency_key = $3";
    private static final String ONE_LOCKED = OF_TENANT + " and g.id = $3 for no key update";
    private static final String NEWEST =
            OF_TENANT + " and g.id < $3 and ($5::text is null or g.agent_id = $5) order by g.id desc limit $4";
    private static final String REVOKE =
            "update scope_grant set revoked_at = $4 where org_id = $1 and mode = $2 and id = $3";

    /** The grant of an earlier use with this reference; else the one that ends first, which is used from now on. */
    private static final String USE = """
            with earlier as (
                select %1$s, false as fresh from scope_grant g
                where g.org_id = $1 and g.mode = $2 and g.agent_id = $3 and g.scope = $4 and g.reference = $5
            ), next as (
                select id from scope_grant
                where org_id = $1 and mode = $2 and agent_id = $3 and scope = $4 and used_at is null and revoked_at is null
                    and (expires_at is null or expires_at > $6) and not exists (select from earlier)
                order by expires_at, id limit 1 for no key update
            ), fresh as (
                update scope_grant g set used_at = $6, reference = $5 from next where g.id = next.id
                returning %1$s, true as fresh
            )
            select * from earlier union all select * from fresh""".formatted(COLUMNS);

    /** False where another request with the same {@code Idempotency-Key} was first; it has committed then. */
    Uni<Boolean> insert(SqlConnection transaction, ScopeGrantEvent.Given event, @Nullable String idempotencyKey) {
        var grant = event.grant();
        var row = Tuple.of(grant.id())
                .addString(grant.tenant().orgId())
                .addString(grant.tenant().mode().wire())
                .addString(grant.agentId())
                .addString(grant.scope())
                .addString(event.by().id())
                .addValue(utc(grant.createdAt()))
                .addValue(utc(grant.expiresAt()))
                .addString(idempotencyKey);
        return transaction.preparedQuery(INSERT).execute(row).map(rows -> rows.rowCount() == 1);
    }

    /** The grant that was given with this {@code Idempotency-Key}. */
    Uni<Optional<ScopeGrant>> findByIdempotencyKey(SqlConnection transaction, Tenant tenant, String idempotencyKey) {
        return transaction
                .preparedQuery(BY_IDEMPOTENCY_KEY)
                .execute(of(tenant).addString(idempotencyKey))
                .map(ScopeGrantRepository::first);
    }

    /** Up to {@code count} grants of a tenant, or of one agent, older than the id {@code before}, newest first. */
    Uni<List<ScopeGrant>> findOlderThan(
            SqlConnection transaction, Tenant tenant, @Nullable String agentId, String before, int count) {
        return transaction
                .preparedQuery(NEWEST)
                .execute(of(tenant).addString(before).addInteger(count).addString(agentId))
                .map(found -> found.stream().map(ScopeGrantRepository::read).toList());
    }

    /** The tenant's grant of this id, locked until the transaction ends. */
    Uni<Optional<ScopeGrant>> lock(SqlConnection transaction, Tenant tenant, String id) {
        return transaction
                .preparedQuery(ONE_LOCKED)
                .execute(of(tenant).addString(id))
                .map(ScopeGrantRepository::first);
    }

    /** Writes that a locked grant is revoked. */
    Uni<Void> saveRevoked(SqlConnection transaction, ScopeGrant grant) {
        return transaction
                .preparedQuery(REVOKE)
                .execute(of(grant.tenant()).addString(grant.id()).addValue(utc(grant.revokedAt())))
                .replaceWithVoid();
    }

    /**
     * A used grant.
     *
     * @param fresh whether it was this call that used it
     */
    record Use(ScopeGrant grant, boolean fresh) {}

    /**
     * Uses a grant of the agent for {@code reference}; empty if it has none to use. Fails with a unique violation where another transaction is doing
     * the same.
     */
    Uni<Optional<Use>> use(
            SqlConnection transaction, Tenant tenant, String agentId, String scope, String reference, Instant now) {
        return transaction
                .preparedQuery(USE)
                .execute(of(tenant)
                        .addString(agentId)
                        .addString(scope)
                        .addString(reference)
                        .addValue(utc(now)))
                .map(found -> found.stream().findFirst().map(row -> new Use(read(row), row.getBoolean("fresh"))));
    }

    private static Tuple of(Tenant tenant) {
        return Tuple.of(tenant.orgId(), tenant.mode().wire());
    }

    private static Optional<ScopeGrant> first(RowSet<Row> found) {
        return found.stream().findFirst().map(ScopeGrantRepository::read);
    }

    private static ScopeGrant read(Row row) {
        return new ScopeGrant(
                row.getString("id"),
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                row.getString("agent_id"),
                row.getString("scope"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("used_at")),
                row.getString("reference"),
                instant(row.getOffsetDateTime("revoked_at")));
    }
}
