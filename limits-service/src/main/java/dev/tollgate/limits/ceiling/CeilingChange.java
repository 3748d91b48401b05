package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.principal.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A change of an organization's ceilings, by whom, and why.
 *
 * @param decision the number of onboarding's decision that set it; null where staff did so alone
 */
public record CeilingChange(
        String orgId,
        CeilingOverride before,
        CeilingOverride after,
        @Nullable Long decision,
        Actor actor) {
    /** By whom, where it follows from a decision of onboarding: who decided is in its own record. */
    public static final Actor BY_DECISION = Actor.service("onboarding-service");

    /** {@code decision} or {@code staff}. */
    public String source() {
        return decision == null ? "staff" : "decision";
    }
}
