package dev.tollgate.keys.grant;

import dev.tollgate.keys.agent.AgentRepository;
import dev.tollgate.keys.creation.Creation;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /** @param body asked for only where this is no repeat; fails where it is not valid */
    Uni<Creation<ScopeGrantView, ScopeGrantView>> execute(
            Actor by, Tenant tenant, @Nullable String idempotencyKey, Supplier<ScopeGrantOrder> body) {
        return Creation.once(idempotencyKey, key -> earlier(tenant, key), () -> give(by, body.get()));
    }

    private Uni<Creation<ScopeGrantView, ScopeGrantView>> give(Actor by, ScopeGrantOrder order) {
        var event = new ScopeGrantEvent.Given(ScopeGrant.give(order, clock.instant()), by);
        return transactions
                .inTenant(
                        order.tenant(),
                        transaction -> requireAgent(transaction, order).chain(() -> insert(transaction, event, order)))
                .chain(inserted -> inserted
                        ? Uni.createFrom()
                                .item(new Creation.Created<>(event.grant().view()))
                        : earlier(order.tenant(), String.valueOf(order.idempotencyKey()))
                                .map(Creation::replayed));
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

    private Uni<Optional<ScopeGrantView>> earlier(Tenant tenant, String idempotencyKey) {
        return transactions
                .inTenant(tenant, transaction -> grants.findByIdempotencyKey(transaction, tenant, idempotencyKey))
                .map(earlier -> earlier.map(ScopeGrant::view));
    }
}
