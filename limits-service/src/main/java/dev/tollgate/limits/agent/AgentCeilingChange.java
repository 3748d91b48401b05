package dev.tollgate.limits.agent;

import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Staff agreed on something else for an agent.
 *
 * @param before null where nothing was agreed on
 * @param after null where nothing is any more
 */
record AgentCeilingChange(
        Tenant tenant,
        String agentId,
        @Nullable AgentCeiling before,
        @Nullable AgentCeiling after,
        Actor actor) {}
