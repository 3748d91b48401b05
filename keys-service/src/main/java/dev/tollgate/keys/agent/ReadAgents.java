package dev.tollgate.keys.agent;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Shows agents of one organization in one mode. */
@ApplicationScoped
class ReadAgents {
    private final AgentRepository agents;
    private final Transactions transactions;

    ReadAgents(AgentRepository agents, Transactions transactions) {
        this.agents = agents;
        this.transactions = transactions;
    }

    Uni<AgentView> one(Tenant tenant, String id) {
        return transactions
                .inTenant(tenant, transaction -> agents.get(transaction, tenant, id))
                .map(Agent::view);
    }

    /** Newest first. */
    Uni<Page<AgentView>> page(Tenant tenant, int limit, @Nullable String cursor) {
        var before = Cursor.before(cursor, Agent.ID);
        return transactions
                .inTenant(tenant, transaction -> agents.findOlderThan(transaction, tenant, before, limit + 1))
                .map(rows -> Page.of(rows, limit, Agent::id, Agent::view));
    }
}
