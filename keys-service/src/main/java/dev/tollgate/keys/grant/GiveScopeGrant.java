package dev.tollgate.keys.grant;

import dev.tollgate.keys.agent.AgentRepository;
import dev.tollgate.keys.creation.Creation;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Gives an agent a grant, or returns the one of an earlier request with the same {@code Idempotency-Key}. */
@ApplicationScoped
class GiveScopeGrant {
    private final ScopeGrantRepository grants;
    private final AgentRepository agents;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    GiveScopeGrant(
            ScopeGrantRepository grants,
            AgentRepository agents,
            Transactions transactions,
            Outbox outbox,
            Clock clock) {
        this.grants = grants;
        this.agents = agents;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Creation<ScopeGrantView, ScopeGrantView>> execute(Actor by, ScopeGrantOrder order) {
        var event = new ScopeGrantEvent.Given(ScopeGrant.give(order, clock.instant()), by);
        return transactions
                .inTenant(
                        order.tenant(),
                        transaction -> requireAgent(transaction, order).chain(() -> insert(transaction, event, order)))
                .chain(inserted -> inserted
                        ? Uni.createFrom()
                                .item(new Creation.Created<>(event.grant().view()))
                        : earlier(order));
    }

    private Uni<?> requireAgent(SqlConnection transaction, ScopeGrantOrder order) {
        return agents.find(transaction, order.tenant(), order.agentId())
                .map(agent -> agent.orElseThrow(ScopeGrantProblem::noSuchAgent));
    }

    private Uni<Boolean> insert(SqlConnection transaction, ScopeGrantEvent.Given event, ScopeGrantOrder order) {
        return grants.insert(transaction, event, order.idempotencyKey())
                .call(inserted -> inserted
                        ? outbox.append(transaction, event)
                        : Uni.createFrom().voidItem());
    }

    /** The grant that is in the way, whose request was first. */
    private Uni<Creation<ScopeGrantView, ScopeGrantView>> earlier(ScopeGrantOrder order) {
        return transactions
                .inTenant(
                        order.tenant(),
                        transaction -> grants.findByIdempotencyKey(
                                transaction, order.tenant(), String.valueOf(order.idempotencyKey())))
                .map(earlier -> new Creation.Replayed<>(earlier.orElseThrow().view()));
    }
}
