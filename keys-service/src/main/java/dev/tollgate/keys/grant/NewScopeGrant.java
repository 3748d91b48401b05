package dev.tollgate.keys.grant;

import dev.tollgate.keys.agent.Agent;
import dev.tollgate.keys.expiry.Expiry;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/scope-grants}. */
@Schema(
        name = "NewScopeGrant",
        requiredProperties = {"agentId", "scope"})
record NewScopeGrant(
        @Schema(examples = "agt_01kay4d0y5e1rrv4x8p0m6c2tz") @Nullable
        String agentId,

        @Schema(enumeration = ScopeGrant.TREASURY) @Nullable String scope,

        @Schema(
                format = "date-time",
                description = "Until when it can be used: RFC 3339 with an offset, in the future. Omitted: for ever.")
        @Nullable
        String expiresAt) {

    /** What is given; else a {@code ValidationError} with all that is wrong. */
    ScopeGrantOrder order(Tenant tenant, @Nullable String idempotencyKey, Instant now) {
        List<String> violations = new ArrayList<>();
        if (!Agent.ID.matches(agentId)) {
            violations.add("agentId: must be an id like agt_…");
        }
        if (!ScopeGrant.TREASURY.equals(scope)) {
            violations.add("scope: must be \"" + ScopeGrant.TREASURY + '"');
        }
        var end = Expiry.read(expiresAt, now, violations);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return new ScopeGrantOrder(tenant, String.valueOf(agentId), String.valueOf(scope), end, idempotencyKey);
    }
}
