package dev.tollgate.onboarding.notification;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Who reads notifications: a person of an organization reads their own, staff read what all of staff were told.
 *
 * @param tenant null for staff
 */
record Reader(String userId, @Nullable Tenant tenant) {
    /** 403 {@code FORBIDDEN} for who is no person. */
    static Reader of(Principal caller) {
        return switch (caller.actor()) {
            case USER -> new Reader(caller.actorId(), caller.requireTenant());
            case STAFF -> new Reader(caller.actorId(), null);
            case API_KEY, AGENT, SERVICE, ANONYMOUS ->
                throw Problem.of(ErrorCode.FORBIDDEN, "Notifications are for people: sign in to the dashboard.");
        };
    }

    String recipient() {
        return tenant == null ? Notices.STAFF : userId;
    }

    @Nullable
    String orgId() {
        return tenant == null ? null : tenant.orgId();
    }
}
