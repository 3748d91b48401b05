package dev.tollgate.platform.principal;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a credential resolved to, as the gateway signed it (docs/reference/service-interfaces.md).
 *
 * @param tenant null for staff, services and anonymous requests
 * @param role of a dashboard session, else null
 * @param scopes what an API key or agent holds; null means unrestricted
 * @param liveBlocked whether a live request was put into test because the organization may not go live
 * @param sessionId the dashboard session behind a user or staff request, else null
 * @param kyaTier how far an agent is trusted, 0 to 3 (contract/limits.md); null for everybody else
 */
public record Principal(
        ActorType actor,
        String actorId,
        @Nullable Tenant tenant,
        @Nullable Role role,
        @Nullable Set<String> scopes,
        boolean liveBlocked,
        @Nullable String sessionId,
        @Nullable Integer kyaTier) {

    /** Of anybody but an agent. */
    public Principal(
            ActorType actor,
            String actorId,
            @Nullable Tenant tenant,
            @Nullable Role role,
            @Nullable Set<String> scopes,
            boolean liveBlocked,
            @Nullable String sessionId) {
        this(actor, actorId, tenant, role, scopes, liveBlocked, sessionId, null);
    }

    /** The same in another mode. */
    public Principal in(Tenant otherMode, boolean liveBlocked) {
        return new Principal(actor, actorId, otherMode, role, scopes, liveBlocked, sessionId, kyaTier);
    }

    /** The tenant of a request on a route that only an organization's credentials reach. */
    public Tenant requireTenant() {
        if (tenant == null) {
            throw Problem.of(ErrorCode.FORBIDDEN, "This needs a credential of an organization.");
        }
        return tenant;
    }

    /** Whether this principal may do what {@code scope} stands for. */
    public boolean mayUse(String scope) {
        return switch (actor) {
            case API_KEY, AGENT -> scopes == null || scopes.contains(scope);
            case USER -> role != null && role.grants(scope);
            case STAFF, SERVICE, ANONYMOUS -> false;
        };
    }
}
