package dev.tollgate.limits.agent;

import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was agreed on for agents, and the history of it. The ledger reads it too, under its lock ({@code open_ledger}). */
@ApplicationScoped
class AgentCeilingRepository {
    private static final String READ =
            "select per_tx_cents, daily_cents, monthly_cents from agent_ceiling where org_id = $1 and agent_id = $2";
    private static final String SET = """
            insert into agent_ceiling (org_id, agent_id, per_tx_cents, daily_cents, monthly_cents) values ($1, $2, $3, $4, $5)
            on conflict (org_id, agent_id) do update set per_tx_cents = excluded.per_tx_cents, daily_cents = excluded.daily_cents,
                monthly_cents = excluded.monthly_cents""";
    private static final String CLEAR = "delete from agent_ceiling where org_id = $1 and agent_id = $2";
    private static final String RECORD = """
            insert into agent_ceiling_change (id, org_id, agent_id, at, actor, actor_id, before_per_tx_cents, before_daily_cents,
                before_monthly_cents, after_per_tx_cents, after_daily_cents, after_monthly_cents)
            values ($1, $2, $3, ledger_time(), $4, $5, $6, $7, $8, $9, $10, $11)""";
    private static final String NEWEST = """
            select id, at, actor, actor_id, before_per_tx_cents, before_daily_cents, before_monthly_cents,
                   after_per_tx_cents, after_daily_cents, after_monthly_cents
            from agent_ceiling_change where org_id = $1 and agent_id = $2 and id < $3 order by id desc limit $4""";

    /** Of the entries of the history. */
    static final IdPrefix ID = new IdPrefix("cch");

    private final Outbox outbox;

    AgentCeilingRepository(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A change as it was written down. */
    record Recorded(String id, Instant at, AgentCeilingChange change) {}

    /** What is agreed on, if anything is. */
    Uni<Optional<AgentCeiling>> read(SqlConnection transaction, Tenant tenant, String agentId) {
        return transaction
                .preparedQuery(READ)
                .execute(Tuple.of(tenant.orgId(), agentId))
                .map(rows -> rows.stream().findFirst().map(row -> ceiling(row, "")));
    }

    /** Changes it, writes that down and publishes it. The ledger must be locked. */
    Uni<Void> write(SqlConnection transaction, AgentCeilingChange change) {
        var tenant = change.tenant();
        var after = change.after();
        var whose = Tuple.of(tenant.orgId(), change.agentId());
        var changed = after == null
                ? transaction.preparedQuery(CLEAR).execute(whose)
                : transaction.preparedQuery(SET).execute(add(whose, after));
        var history = Tuple.of(ID.create(), tenant.orgId(), change.agentId())
                .addString(change.actor().type().wire())
                .addString(change.actor().id());
        return changed.chain(() -> transaction.preparedQuery(RECORD).execute(add(add(history, change.before()), after)))
                .chain(() -> outbox.append(transaction, new AgentCeilingEvent.Changed(change)));
    }

    /** Newest first, those before the one of this id. */
    Uni<List<Recorded>> newest(SqlConnection transaction, Tenant tenant, String agentId, String beforeId, int limit) {
        return transaction
                .preparedQuery(NEWEST)
                .execute(Tuple.of(tenant.orgId(), agentId, beforeId, limit))
                .map(rows ->
                        rows.stream().map(row -> recorded(tenant, agentId, row)).toList());
    }

    private static Tuple add(Tuple to, @Nullable AgentCeiling ceiling) {
        return to.addLong(ceiling == null ? null : ceiling.perTx().minor())
                .addLong(ceiling == null ? null : ceiling.daily().minor())
                .addLong(ceiling == null ? null : ceiling.monthly().minor());
    }

    private static Recorded recorded(Tenant tenant, String agentId, Row row) {
        return new Recorded(
                row.getString("id"),
                row.getOffsetDateTime("at").toInstant(),
                new AgentCeilingChange(
                        tenant,
                        agentId,
                        row.getLong("before_daily_cents") == null ? null : ceiling(row, "before_"),
                        row.getLong("after_daily_cents") == null ? null : ceiling(row, "after_"),
                        new Actor(ActorType.parse(row.getString("actor")), row.getString("actor_id"))));
    }

    private static AgentCeiling ceiling(Row row, String which) {
        return new AgentCeiling(
                Usd.cents(row.getLong(which + "per_tx_cents")),
                Usd.cents(row.getLong(which + "daily_cents")),
                Usd.cents(row.getLong(which + "monthly_cents")));
    }
}
