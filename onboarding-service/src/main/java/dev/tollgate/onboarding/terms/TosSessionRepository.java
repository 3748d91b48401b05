package dev.tollgate.onboarding.terms;

import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The rows of {@code tos_session}. */
@ApplicationScoped
public class TosSessionRepository {
    private static final String INSERT =
            "insert into tos_session (org_id, mode, id, account_id, expires_at, created_by) values ($1, $2, $3, $4, $5, $6)";
    private static final String ONE_LOCKED =
            "select * from tos_session where org_id = $1 and mode = $2 and id = $3 and account_id = $4 for update";
    private static final String USE = "update tos_session set used_at = $4 where org_id = $1 and mode = $2 and id = $3";

    /** By its id alone, which nobody guesses: a browser comes with nothing else. */
    private static final String SHOWN = "select * from tos_session where id = $1";

    public Uni<Void> insert(SqlConnection transaction, Tenant tenant, TosSession session, String createdBy) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        tenant.orgId(),
                        tenant.mode().wire(),
                        session.id(),
                        session.accountId(),
                        session.expiresAt().atOffset(ZoneOffset.UTC),
                        createdBy))
                .replaceWithVoid();
    }

    /** A session of this account, held until the transaction ends. */
    public Uni<Optional<TosSession>> lock(SqlConnection transaction, Tenant tenant, String id, String accountId) {
        return one(
                transaction, ONE_LOCKED, Tuple.of(tenant.orgId(), tenant.mode().wire(), id, accountId));
    }

    public Uni<Void> use(SqlConnection transaction, Tenant tenant, TosSession session, Instant now) {
        return transaction
                .preparedQuery(USE)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), session.id(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** In a transaction that sees every tenant's rows. */
    Uni<Optional<TosSession>> shown(SqlConnection transaction, String id) {
        return one(transaction, SHOWN, Tuple.of(id));
    }

    private static Uni<Optional<TosSession>> one(SqlConnection transaction, String sql, Tuple parameters) {
        return transaction
                .preparedQuery(sql)
                .execute(parameters)
                .map(found -> found.stream().findFirst().map(TosSessionRepository::session));
    }

    private static TosSession session(Row row) {
        var usedAt = row.getOffsetDateTime("used_at");
        return new TosSession(
                row.getString("id"),
                row.getString("account_id"),
                row.getOffsetDateTime("expires_at").toInstant(),
                usedAt == null ? null : usedAt.toInstant());
    }
}
