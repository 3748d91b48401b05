package dev.tollgate.keys.grant;

import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A grant that an owner gives, in terms that are known to be valid. */
record ScopeGrantOrder(
        Tenant tenant,
        String agentId,
        String scope,
        @Nullable Instant expiresAt,
        @Nullable String idempotencyKey) {}
