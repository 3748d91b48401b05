package dev.tollgate.keys.caller;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people do at the dashboard and no program does: agents and their grants, of both modes. A credential of a program is {@code FORBIDDEN}, whatever it holds; a
 * person of another role is {@code InsufficientRole}. The {@code of…} methods answer the organization and the mode that the session runs in.
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

    /** Of a person at the dashboard, who crosses modes: the tenant that {@code mode} names, or the session's where it is null. */
    public static Tenant inMode(@Nullable String mode, Tenant session) {
        if (mode == null) {
            return session;
        }
        return Stream.of(Mode.values())
                .filter(each -> each.wire().equals(mode))
                .findFirst()
                .map(each -> new Tenant(session.orgId(), each))
                .orElseThrow(() -> Problem.invalid("mode: must be \"test\" or \"live\""));
    }

    /**
     * What the organization has in either mode, the session's first; 404 if it is in neither. Each look is a transaction with its whole tenant.
     *
     * @param look empty where it is not there
     */
    public static <T> Uni<T> inEitherMode(Tenant session, Function<Tenant, Uni<Optional<T>>> look) {
        var other = new Tenant(session.orgId(), session.mode() == Mode.TEST ? Mode.LIVE : Mode.TEST);
        return look.apply(session)
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : look.apply(other))
                .map(found -> found.orElseThrow(Problem::notFound));
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
