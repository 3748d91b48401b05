package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.principal.ActorType;
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
    /** Who did it. */
    public record Actor(ActorType type, String id) {
        /** For what follows from a decision of onboarding: who decided is in its own record. */
        public static final Actor ONBOARDING = new Actor(ActorType.SERVICE, "onboarding-service");
    }

    /** {@code decision} or {@code staff}. */
    public String source() {
        return decision == null ? "staff" : "decision";
    }
}
