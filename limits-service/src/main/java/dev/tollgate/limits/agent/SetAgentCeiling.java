package dev.tollgate.limits.agent;

import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Staff agrees with an organization on what one of its agents may move, or on nothing any more. */
@ApplicationScoped
class SetAgentCeiling {
    private final Transactions transactions;
    private final CeilingRepository ledgers;
    private final AgentCeilingRepository agents;
    private final Organizations organizations;

    SetAgentCeiling(
            Transactions transactions,
            CeilingRepository ledgers,
            AgentCeilingRepository agents,
            Organizations organizations) {
        this.transactions = transactions;
        this.ledgers = ledgers;
        this.agents = agents;
        this.organizations = organizations;
    }

    /**
     * From the agent's next reservation on. To set what is set changes nothing; 404 for an organization that there is not.
     *
     * @param to null for nothing
     */
    Uni<Void> execute(Tenant tenant, String agentId, @Nullable AgentCeiling to, Actor by) {
        return organizations
                .existing(tenant.orgId())
                .chain(() -> transactions.inTenant(
                        tenant,
                        transaction -> ledgers.lock(transaction, tenant.orgId())
                                .chain(() -> agents.read(transaction, tenant, agentId))
                                .chain(before -> change(
                                        transaction,
                                        new AgentCeilingChange(tenant, agentId, before.orElse(null), to, by)))));
    }

    private Uni<Void> change(SqlConnection transaction, AgentCeilingChange change) {
        return Objects.equals(change.before(), change.after())
                ? Uni.createFrom().voidItem()
                : agents.write(transaction, change);
    }
}
