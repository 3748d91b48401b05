package dev.tollgate.limits.reservation;

import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to an answer.
 *
 * @param access what onboarding said of the organization after the request came
 * @param trace of the request: its fact carries it, whoever else is in the same transaction
 */
record Asked(Principal principal, ReservationRequest request, ProductionAccess access, RequestTrace trace) {
    /** The agent that acts; null for everybody else. */
    @Nullable
    String agentId() {
        return principal.actor() == ActorType.AGENT ? principal.actorId() : null;
    }

    /** How far that agent is trusted; one that does not say has the lowest tier. */
    int kyaTier() {
        var tier = principal.kyaTier();
        return tier == null ? 0 : tier;
    }
}
