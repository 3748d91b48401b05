package dev.tollgate.keys.agent;

import dev.tollgate.keys.caller.DashboardSession;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Shows agents of one organization. */
@ApplicationScoped
class ReadAgents {
    private final AgentRepository agents;
    private final Transactions transactions;

    ReadAgents(AgentRepository agents, Transactions transactions) {
        this.agents = agents;
        this.transactions = transactions;
    }

    /** Of either mode. */
    Uni<AgentView> one(Tenant tenant, String id) {
        return DashboardSession.inEitherMode(
                        tenant, each -> transactions.inTenant(each, transaction -> agents.find(transaction, each, id)))
                .map(Agent::view);
    }

    /** Those of one mode, newest first. */
    Uni<Page<AgentView>> page(Tenant tenant, int limit, @Nullable String cursor) {
        var before = Cursor.before(cursor, Agent.ID);
        return transactions
                .inTenant(tenant, transaction -> agents.findOlderThan(transaction, tenant, before, limit + 1))
                .map(rows -> Page.of(rows, limit, Agent::id, Agent::view));
    }
}
