package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.account.ConnectedAccount.Decision;
import dev.tollgate.onboarding.account.ConnectedAccount.Terms;
import dev.tollgate.onboarding.pix.Payout;
import dev.tollgate.onboarding.pix.PixKeyType;
import dev.tollgate.onboarding.profile.AccountProfile;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.onboarding.profile.EntityType;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code connected_account}. Within a transaction of the caller, who also publishes. */
@ApplicationScoped
class ConnectedAccountRepository {
    private static final String INSERT = """
            insert into connected_account (org_id, mode, id, role, entity_type, external_id, email, legal_name, display_name, country,
                tax_id, created_at, status, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            on conflict do nothing""";

    private static final String OF_TENANT = "select * from connected_account where org_id = $1 and mode = $2";
    private static final String ONE = OF_TENANT + " and id = $3";
    private static final String ONE_LOCKED = ONE + " for update";

    private static final String BIND = "insert into connected_account_key (org_id, mode, account_id, idempotency_key)"
            + " values ($1, $2, $3, $4) on conflict do nothing";
    private static final String BIND_AGAIN = "update connected_account_key set account_id = $3"
            + " where org_id = $1 and mode = $2 and idempotency_key = $4";
    private static final String BOUND = OF_TENANT
            + " and id = (select account_id from connected_account_key where org_id = $1 and mode = $2 and"
            + " idempotency_key = $3)";
    private static final String BY_EXTERNAL_ID = OF_TENANT + " and external_id = $3";

    private static final String UPDATE = """
            update connected_account set status = $4, tos_id = $5, tos_accepted_at = $6, submitted_at = $7, decided_by = $8,
                decided_at = $9, decision_notes = $10, pix_key_type = $11, pix_key_sealed = $12, pix_key_masked = $13,
                payout_configured_at = $14
            where org_id = $1 and mode = $2 and id = $3""";

    private static final String PLANT =
            "insert into connected_account_timer (org_id, mode, account_id, due_at) values ($1, $2, $3, now() + $4 *"
                    + " interval '1 millisecond')";

    private static final String LIVE_QUEUE = """
            select * from connected_account
            where mode = 'live' and status = $1 and submitted_at is not null and (submitted_at, id) > ($2, $3)
            order by submitted_at, id limit $4""";

    private static final String LIVE_ONE = "select * from connected_account where id = $1 and mode = 'live'";

    /** Binds a key to an account, which may come later in this transaction; false if it is bound. */
    Uni<Boolean> bind(SqlConnection transaction, ConnectedAccount account, String key) {
        return bind(transaction, BIND, account, key);
    }

    /** Binds a key that this transaction has bound to another account. */
    Uni<Boolean> bindAgain(SqlConnection transaction, ConnectedAccount account, String key) {
        return bind(transaction, BIND_AGAIN, account, key);
    }

    private static Uni<Boolean> bind(SqlConnection transaction, String sql, ConnectedAccount account, String key) {
        return transaction
                .preparedQuery(sql)
                .execute(key(account.tenant(), account.id()).addString(key))
                .map(bound -> bound.rowCount() == 1);
    }

    /** False if its external id is taken. */
    Uni<Boolean> insert(SqlConnection transaction, ConnectedAccount account, String createdBy) {
        var profile = account.profile();
        return transaction
                .preparedQuery(INSERT)
                .execute(key(account.tenant(), account.id())
                        .addString(profile.role().wire())
                        .addString(profile.entityType().wire())
                        .addString(profile.externalId())
                        .addString(profile.email())
                        .addString(profile.legalName())
                        .addString(profile.displayName())
                        .addString(profile.country())
                        .addString(profile.taxId())
                        .addOffsetDateTime(utc(account.createdAt()))
                        .addString(account.state().wire())
                        .addString(createdBy))
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** What a key is bound to. */
    Uni<Optional<ConnectedAccount>> bound(SqlConnection transaction, Tenant tenant, String key) {
        return maybe(transaction, BOUND, key(tenant, key));
    }

    /** What has an external id. */
    Uni<Optional<ConnectedAccount>> byExternalId(
            SqlConnection transaction, Tenant tenant, @Nullable String externalId) {
        return maybe(
                transaction,
                BY_EXTERNAL_ID,
                Tuple.of(tenant.orgId(), tenant.mode().wire(), externalId));
    }

    /** The tenant's account of this id, or 404. */
    Uni<ConnectedAccount> find(SqlConnection transaction, Tenant tenant, String id) {
        return one(transaction, ONE, key(tenant, id));
    }

    /** The same, held until the transaction ends. */
    Uni<ConnectedAccount> lock(SqlConnection transaction, Tenant tenant, String id) {
        return one(transaction, ONE_LOCKED, key(tenant, id));
    }

    /** A live account of any organization, or 404: for staff, in a transaction that sees them all. */
    Uni<ConnectedAccount> findLive(SqlConnection transaction, String id) {
        return one(transaction, LIVE_ONE, Tuple.of(id));
    }

    /** Writes everything that can change of an account that the caller holds. */
    Uni<Void> update(SqlConnection transaction, ConnectedAccount account) {
        var terms = account.terms();
        var decision = account.decision();
        var payout = account.payout();
        return transaction
                .preparedQuery(UPDATE)
                .execute(key(account.tenant(), account.id())
                        .addString(account.state().wire())
                        .addString(terms == null ? null : terms.tosId())
                        .addOffsetDateTime(terms == null ? null : utc(terms.acceptedAt()))
                        .addOffsetDateTime(account.submittedAt() == null ? null : utc(account.submittedAt()))
                        .addString(decision == null ? null : decision.by())
                        .addOffsetDateTime(decision == null ? null : utc(decision.at()))
                        .addString(decision == null ? null : decision.notes())
                        .addString(payout == null ? null : payout.type().wire())
                        .addString(payout == null ? null : payout.sealed())
                        .addString(payout == null ? null : payout.masked())
                        .addOffsetDateTime(payout == null ? null : utc(payout.configuredAt())))
                .replaceWithVoid();
    }

    /** Lets the sandbox decide after {@code pause}. */
    Uni<Void> plant(SqlConnection transaction, ConnectedAccount account, Duration pause) {
        return transaction
                .preparedQuery(PLANT)
                .execute(key(account.tenant(), account.id()).addDouble((double) pause.toMillis()))
                .replaceWithVoid();
    }

    /** Newest first; one more than {@code limit}, if there are more. */
    Uni<List<ConnectedAccount>> newest(
            SqlConnection transaction,
            Tenant tenant,
            @Nullable AccountRole role,
            @Nullable ConnectedAccountState status,
            String beforeId,
            int limit) {
        var sql = new StringBuilder(OF_TENANT).append(" and id < $3");
        var parameters = key(tenant, beforeId);
        if (role != null) {
            sql.append(" and role = $").append(parameters.addString(role.wire()).size());
        }
        if (status != null) {
            sql.append(" and status = $")
                    .append(parameters.addString(status.wire()).size());
        }
        sql.append(" order by id desc limit $")
                .append(parameters.addInteger(limit + 1).size());
        return transaction.preparedQuery(sql.toString()).execute(parameters).map(ConnectedAccountRepository::all);
    }

    /** Live accounts of all organizations, in the order in which they were submitted. */
    Uni<List<ConnectedAccount>> liveQueue(
            SqlConnection transaction, ConnectedAccountState status, Instant after, String afterId, int limit) {
        return transaction
                .preparedQuery(LIVE_QUEUE)
                .execute(Tuple.of(status.wire(), utc(after), afterId, limit + 1))
                .map(ConnectedAccountRepository::all);
    }

    private static Uni<ConnectedAccount> one(SqlConnection transaction, String sql, Tuple parameters) {
        return maybe(transaction, sql, parameters).map(found -> found.orElseThrow(Problem::notFound));
    }

    private static Uni<Optional<ConnectedAccount>> maybe(SqlConnection transaction, String sql, Tuple parameters) {
        return transaction
                .preparedQuery(sql)
                .execute(parameters)
                .map(found -> all(found).stream().findFirst());
    }

    private static Tuple key(Tenant tenant, String id) {
        return Tuple.of(tenant.orgId(), tenant.mode().wire(), id);
    }

    private static List<ConnectedAccount> all(RowSet<Row> rows) {
        return rows.stream().map(ConnectedAccountRepository::account).toList();
    }

    private static ConnectedAccount account(Row row) {
        return new ConnectedAccount(
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                row.getString("id"),
                new AccountProfile(
                        AccountRole.parse(row.getString("role")),
                        EntityType.parse(row.getString("entity_type")),
                        row.getString("external_id"),
                        row.getString("email"),
                        row.getString("legal_name"),
                        row.getString("display_name"),
                        row.getString("country"),
                        row.getString("tax_id")),
                row.getOffsetDateTime("created_at").toInstant(),
                ConnectedAccountState.parse(row.getString("status")),
                terms(row),
                instant(row, "submitted_at"),
                decision(row),
                payout(row));
    }

    private static @Nullable Terms terms(Row row) {
        var acceptedAt = instant(row, "tos_accepted_at");
        return acceptedAt == null ? null : new Terms(row.getString("tos_id"), acceptedAt);
    }

    private static @Nullable Decision decision(Row row) {
        var at = instant(row, "decided_at");
        return at == null ? null : new Decision(row.getString("decided_by"), at, row.getString("decision_notes"));
    }

    private static @Nullable Payout payout(Row row) {
        var at = instant(row, "payout_configured_at");
        return at == null
                ? null
                : new Payout(
                        PixKeyType.parse(row.getString("pix_key_type")),
                        row.getString("pix_key_sealed"),
                        row.getString("pix_key_masked"),
                        at);
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
