package dev.tollgate.keys.caller;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What people do at the dashboard and no program does: agents and their grants. A credential of a program is {@code FORBIDDEN}, whatever it holds; a
 * person of another role is {@code InsufficientRole}. Each method answers the organization and the mode that the session runs in.
 */
public final class DashboardSession {
    private DashboardSession() {}

    /** To look: every role. */
    public static Tenant ofAnyRole(Principal caller) {
        return of(caller, EnumSet.allOf(Role.class));
    }

    public static Tenant ofOwnerOrAdmin(Principal caller) {
        return of(caller, EnumSet.of(Role.OWNER, Role.ADMIN));
    }

    public static Tenant ofOwner(Principal caller) {
        return of(caller, EnumSet.of(Role.OWNER));
    }

    /** Refuses to make something in test for a request that meant live ({@code liveBlocked}). */
    public static void requireItsOwnMode(Principal caller) {
        if (caller.liveBlocked()) {
            throw Problem.of(ErrorCode.FORBIDDEN, "Making this in live mode needs approved production access.");
        }
    }

    private static Tenant of(Principal caller, Set<Role> roles) {
        if (caller.actor() != ActorType.USER) {
            throw Problem.of(ErrorCode.FORBIDDEN, "This is for people at the dashboard, not for API keys and agents.");
        }
        if (!roles.contains(caller.role())) {
            throw Problem.of(ErrorCode.INSUFFICIENT_ROLE, "Your role does not allow this.");
        }
        return caller.requireTenant();
    }
}
