package dev.tollgate.keys.grant;

import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as it is now: to be used once by one agent, unless it is revoked or over before.
 *
 * @param reference what it was used for; null while it was not
 */
record ScopeGrant(
        String id,
        Tenant tenant,
        String agentId,
        String scope,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable String reference,
        @Nullable Instant revokedAt) {
    static final IdPrefix ID = new IdPrefix("grt");

    /** The one scope that is given this way. */
    static final String TREASURY = "treasury";

    static ScopeGrant give(ScopeGrantOrder order, Instant now) {
        return new ScopeGrant(
                ID.create(), order.tenant(), order.agentId(), order.scope(), now, order.expiresAt(), null, null, null);
    }

    /** The grant once it is revoked; one that was used can't be. */
    ScopeGrant revoke(Instant now) {
        if (usedAt != null) {
            throw ScopeGrantProblem.used();
        }
        return new ScopeGrant(id, tenant, agentId, scope, createdAt, expiresAt, null, null, now);
    }

    /** The grant as it was given: neither used nor revoked. */
    ScopeGrant open() {
        return new ScopeGrant(id, tenant, agentId, scope, createdAt, expiresAt, null, null, null);
    }

    ScopeGrantView view() {
        return new ScopeGrantView(
                id,
                tenant.orgId(),
                agentId,
                scope,
                tenant.mode() == Mode.TEST,
                expiresAt,
                usedAt,
                reference,
                revokedAt,
                createdAt);
    }
}
