package dev.tollgate.limits.agent;

import dev.tollgate.limits.agent.AgentCeilingRepository.Recorded;
import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is agreed on for an agent, and how it came to be; 404 for an organization that there is not. */
@ApplicationScoped
class ReadAgentCeiling {
    private final Transactions transactions;
    private final AgentCeilingRepository agents;
    private final Organizations organizations;

    ReadAgentCeiling(Transactions transactions, AgentCeilingRepository agents, Organizations organizations) {
        this.transactions = transactions;
        this.agents = agents;
        this.organizations = organizations;
    }

    Uni<Optional<AgentCeiling>> now(Tenant tenant, String agentId) {
        return organizations
                .existing(tenant.orgId())
                .chain(() -> transactions.inTenant(tenant, transaction -> agents.read(transaction, tenant, agentId)));
    }

    /** A page of its changes, newest first; a cursor that is none of ours is a {@code ValidationError}. */
    Uni<Page<AgentCeilingView.Change>> history(Tenant tenant, String agentId, @Nullable String cursor, int limit) {
        var before = Cursor.before(cursor, AgentCeilingRepository.ID);
        return organizations
                .existing(tenant.orgId())
                .chain(() -> transactions.inTenant(
                        tenant, transaction -> agents.newest(transaction, tenant, agentId, before, limit + 1)))
                .map(changes -> Page.of(changes, limit, Recorded::id, AgentCeilingView.Change::of));
    }
}
