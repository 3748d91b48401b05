package dev.tollgate.limits.reservation;

import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Which agents keys-service froze. The gateway lets a frozen agent in no more from the moment that is answered; this refuses what others ask
 * in its name, as soon as the fact is here.
 */
@ApplicationScoped
class FrozenAgents implements FactHandler {
    private static final FactType FROZEN = new FactType("keys", "agent", "frozen");
    private static final FactType UNFROZEN = new FactType("keys", "agent", "unfrozen");
    private static final String FREEZE =
            "insert into frozen_agent (org_id, mode, agent_id) values ($1, $2, $3) on conflict do nothing";
    private static final String UNFREEZE = "delete from frozen_agent where org_id = $1 and mode = $2 and agent_id = $3";

    @Override
    public Set<FactType> types() {
        return Set.of(FROZEN, UNFROZEN);
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        var tenant = fact.tenant();
        return transaction
                .preparedQuery(fact.is(FROZEN) ? FREEZE : UNFREEZE)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), fact.subject()))
                .replaceWithVoid();
    }
}
