package dev.tollgate.onboarding.caller;

import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Who did it, as every fact of this service says beside what changed. */
@RegisterForReflection
public record Actor(ActorType type, String id) {
    /** What nobody asked for: a decision of the sandbox. */
    public static final Actor SANDBOX = new Actor(ActorType.SERVICE, "onboarding");

    public static Actor of(Principal caller) {
        return new Actor(caller.actor(), caller.actorId());
    }

    public static Actor staff(String userId) {
        return new Actor(ActorType.STAFF, userId);
    }
}
