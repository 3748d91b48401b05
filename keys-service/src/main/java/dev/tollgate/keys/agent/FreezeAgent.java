package dev.tollgate.keys.agent;

import dev.tollgate.keys.caller.Actor;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes an agent's token out of use, and back, and answers when every gateway has heard it. Repeating either changes nothing and promises the same.
 */
@ApplicationScoped
class FreezeAgent {
    private final AgentRepository agents;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Changes changes;
    private final Clock clock;

    FreezeAgent(AgentRepository agents, Transactions transactions, Outbox outbox, Changes changes, Clock clock) {
        this.agents = agents;
        this.transactions = transactions;
        this.outbox = outbox;
        this.changes = changes;
        this.clock = clock;
    }

    Uni<AgentView> freeze(Tenant tenant, Actor by, String id) {
        return change(tenant, id, agent -> agent.freeze(by, clock.instant()));
    }

    Uni<AgentView> unfreeze(Tenant tenant, Actor by, String id) {
        return change(tenant, id, agent -> agent.unfreeze(by));
    }

    private Uni<AgentView> change(Tenant tenant, String id, Function<Agent, Optional<AgentEvent>> transition) {
        return transactions
                .inTenant(
                        tenant,
                        transaction -> agents.lock(transaction, tenant, id)
                                .chain(agent -> record(transaction, agent, transition.apply(agent))))
                .call(changed -> changed.change().map(changes::heard).orElseGet(changes::allHeard))
                .map(changed -> changed.agent().view());
    }

    /** @param change its number; empty where there was nothing to change */
    private record Changed(Agent agent, Optional<Long> change) {}

    private Uni<Changed> record(SqlConnection transaction, Agent agent, Optional<AgentEvent> transition) {
        return transition
                .map(event -> agents.save(transaction, event.agent())
                        .chain(() -> outbox.append(transaction, event))
                        .chain(() -> changes.note(transaction, agent.subjectOfChanges()))
                        .map(change -> new Changed(event.agent(), Optional.of(change))))
                .orElseGet(() -> Uni.createFrom().item(new Changed(agent, Optional.empty())));
    }
}
