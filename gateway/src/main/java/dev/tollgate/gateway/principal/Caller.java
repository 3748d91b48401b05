package dev.tollgate.gateway.principal;

import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the internal token says of a request, and nothing of the credential that led to it.
 *
 * @param sessionId of a dashboard or staff session, so that signing out can name it; null for the others
 */
public record Caller(Principal principal, @Nullable String sessionId) {
    /** A request on a public route; whatever credential came with it was not looked at. */
    public static final Caller ANONYMOUS = of(ActorType.ANONYMOUS, "anonymous");

    /** The gateway on its own behalf. */
    public static final Caller GATEWAY = of(ActorType.SERVICE, "gateway");

    public static Caller apiKey(String keyId, Tenant tenant, @Nullable Set<String> scopes) {
        return new Caller(new Principal(ActorType.API_KEY, keyId, tenant, null, scopes, false), null);
    }

    public static Caller user(String userId, Tenant tenant, Role role, String sessionId) {
        return new Caller(new Principal(ActorType.USER, userId, tenant, role, null, false), sessionId);
    }

    public static Caller staff(String userId, String sessionId) {
        return new Caller(new Principal(ActorType.STAFF, userId, null, null, null, false), sessionId);
    }

    /** The same caller in the given mode. */
    public Caller in(Mode mode, boolean liveBlocked) {
        var was = principal;
        var tenant = new Tenant(was.requireTenant().orgId(), mode);
        return new Caller(
                new Principal(was.actor(), was.actorId(), tenant, was.role(), was.scopes(), liveBlocked), sessionId);
    }

    public boolean isSession() {
        return sessionId != null;
    }

    /** What Quarkus checks in the services. */
    List<String> groups() {
        return switch (principal.actor()) {
            case USER ->
                List.of(
                        Groups.TENANT,
                        principal.role() == null
                                ? Groups.VIEWER
                                : principal.role().wire());
            case API_KEY, AGENT -> List.of(Groups.TENANT);
            case STAFF -> List.of(Groups.PLATFORM_ADMIN);
            case SERVICE -> List.of(Groups.SERVICE);
            case ANONYMOUS -> List.of(Groups.ANONYMOUS);
        };
    }

    private static Caller of(ActorType actor, String name) {
        return new Caller(new Principal(actor, name, null, null, null, false), null);
    }
}
