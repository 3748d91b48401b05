package dev.tollgate.keys.agent;

import dev.tollgate.platform.principal.Tenant;
import org.jspecify.annotations.Nullable;

/** An agent that somebody asks for, in terms that are known to be valid. */
record AgentOrder(
        Tenant tenant, String name, int kyaTier, @Nullable String idempotencyKey) {}
