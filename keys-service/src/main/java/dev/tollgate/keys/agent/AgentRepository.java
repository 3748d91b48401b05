package dev.tollgate.keys.agent;

import static dev.tollgate.keys.row.Timestamps.instant;
import static dev.tollgate.keys.row.Timestamps.utc;

import dev.tollgate.keys.secret.SaltedHash;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Rows of {@code agent}, and of {@code agent_token}, which this service can only add to. Every query names the whole tenant. */
@ApplicationScoped
public class AgentRepository {
    private static final String INSERT = """
            with made as (
                insert into agent (id, org_id, mode, name, kya_tier, lookup_id, created_by, created_at, idempotency_key)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict (org_id, mode, idempotency_key) do nothing
                returning lookup_id, id, org_id, mode, created_at
            )
            insert into agent_token (lookup_id, agent_id, org_id, mode, created_at, salt, hash, pepper_version)
            select m.*, $10, $11, $12 from made m""";

    private static final String OF_TENANT = """
            select id, org_id, mode, name, kya_tier, lookup_id, created_at, token_rotated_at, frozen_at
            from agent where org_id = $1 and mode = $2""";

    private static final String ONE = OF_TENANT + " and id = $3";
    private static final String BY_IDEMPOTENCY_KEY = OF_TENANT + " and idempotency_key = $3";
    private static final String NEWEST = OF_TENANT + " and id < $3 order by id desc limit $4";

    private static final String ADD_TOKEN = """
            insert into agent_token (org_id, mode, agent_id, lookup_id, created_at, salt, hash, pepper_version)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private static final String SAVE = """
            update agent set lookup_id = $4, token_rotated_at = $5, frozen_at = $6
            where org_id = $1 and mode = $2 and id = $3""";

    /** False where another request with the same {@code Idempotency-Key} was first; it has committed then. */
    Uni<Boolean> insert(SqlConnection transaction, AgentEvent.Created event, AgentOrder order, SaltedHash hash) {
        var agent = event.agent();
        var row = of(agent.tenant(), Tuple.of(agent.id()))
                .addString(agent.name())
                .addInteger(agent.kyaTier())
                .addString(agent.lookupId())
                .addString(event.by().id())
                .addValue(utc(agent.createdAt()))
                .addString(order.idempotencyKey());
        return transaction.preparedQuery(INSERT).execute(add(row, hash)).map(rows -> rows.rowCount() == 1);
    }

    /** The agent that was made with this {@code Idempotency-Key}. */
    Uni<Optional<Agent>> findByIdempotencyKey(SqlConnection transaction, Tenant tenant, String idempotencyKey) {
        return transaction
                .preparedQuery(BY_IDEMPOTENCY_KEY)
                .execute(of(tenant).addString(idempotencyKey))
                .map(AgentRepository::first);
    }

    /** The tenant's agent of this id. */
    public Uni<Optional<Agent>> find(SqlConnection transaction, Tenant tenant, String id) {
        return transaction.preparedQuery(ONE).execute(of(tenant).addString(id)).map(AgentRepository::first);
    }

    /** The same, locked until the transaction ends. */
    Uni<Optional<Agent>> lock(SqlConnection transaction, Tenant tenant, String id) {
        return transaction
                .preparedQuery(ONE + " for no key update")
                .execute(of(tenant).addString(id))
                .map(AgentRepository::first);
    }

    /** Up to {@code count} agents of a tenant, older than the id {@code before}, newest first. */
    Uni<List<Agent>> findOlderThan(SqlConnection transaction, Tenant tenant, String before, int count) {
        return transaction
                .preparedQuery(NEWEST)
                .execute(of(tenant).addString(before).addInteger(count))
                .map(found -> found.stream().map(AgentRepository::read).toList());
    }

    /** Adds the token that a locked agent will show. */
    Uni<Void> addToken(SqlConnection transaction, AgentEvent.TokenRotated event, SaltedHash hash) {
        var agent = event.agent();
        var row = of(agent.tenant())
                .addString(agent.id())
                .addString(agent.lookupId())
                .addValue(utc(agent.tokenRotatedAt()));
        return transaction.preparedQuery(ADD_TOKEN).execute(add(row, hash)).replaceWithVoid();
    }

    /** Writes what may change of a locked agent. */
    Uni<Void> save(SqlConnection transaction, Agent agent) {
        return transaction
                .preparedQuery(SAVE)
                .execute(of(agent.tenant())
                        .addString(agent.id())
                        .addString(agent.lookupId())
                        .addValue(utc(agent.tokenRotatedAt()))
                        .addValue(utc(agent.frozenAt())))
                .replaceWithVoid();
    }

    private static Tuple of(Tenant tenant) {
        return of(tenant, Tuple.tuple());
    }

    private static Tuple of(Tenant tenant, Tuple parameters) {
        return parameters.addString(tenant.orgId()).addString(tenant.mode().wire());
    }

    private static Tuple add(Tuple parameters, SaltedHash hash) {
        return parameters.addValue(hash.salt()).addValue(hash.hash()).addInteger(hash.pepperVersion());
    }

    private static Optional<Agent> first(RowSet<Row> found) {
        return found.stream().findFirst().map(AgentRepository::read);
    }

    private static Agent read(Row row) {
        return new Agent(
                row.getString("id"),
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                row.getString("name"),
                row.getInteger("kya_tier"),
                row.getString("lookup_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("token_rotated_at")),
                instant(row.getOffsetDateTime("frozen_at")));
    }
}
