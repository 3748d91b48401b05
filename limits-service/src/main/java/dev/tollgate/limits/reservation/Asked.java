package dev.tollgate.limits.reservation;

import dev.tollgate.limits.organization.ProductionAccess;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A request to reserve, on its way to an answer.
 *
 * @param access what onboarding said of the organization after the request came
 */
record Asked(Principal principal, ReservationRequest request, ProductionAccess access, RequestTrace trace)
        implements Question {
    @Override
    public String reference() {
        return request.reference();
    }

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
