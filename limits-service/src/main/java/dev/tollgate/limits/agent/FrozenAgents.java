package dev.tollgate.limits.agent;

import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Which agents keys-service froze. The gateway lets a frozen agent in no more from the moment that is answered; this refuses those who were on
 * their way, for two minutes after the fact came, by the one clock by which reservations are decided (a token of the gateway lives for half a minute). What
 * the producer's clock said does not matter. A fact of the end that is late keeps nobody out for longer whom the gateway lets in.
 */
@ApplicationScoped
class FrozenAgents implements FactHandler {
    private static final FactType FROZEN = new FactType("keys", "agent", "frozen");
    private static final FactType UNFROZEN = new FactType("keys", "agent", "unfrozen");
    private static final String FREEZE =
            "insert into frozen_agent (org_id, mode, agent_id, frozen_at) values ($1, $2, $3, ledger_time())"
                    + " on conflict (org_id, mode, agent_id) do update set frozen_at = excluded.frozen_at";
    private static final String UNFREEZE = "delete from frozen_agent where org_id = $1 and mode = $2 and agent_id = $3";

    @Override
    public Set<FactType> types() {
        return Set.of(FROZEN, UNFROZEN);
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        var tenant = fact.tenant();
        var agent = Tuple.of(tenant.orgId(), tenant.mode().wire(), fact.subject());
        return transaction
                .preparedQuery(fact.is(FROZEN) ? FREEZE : UNFREEZE)
                .execute(agent)
                .replaceWithVoid();
    }
}
