package dev.tollgate.keys.caller;

import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Who did it, as every fact about a credential says beside what changed. */
@RegisterForReflection
public record Actor(ActorType type, String id) {
    public static Actor of(Principal caller) {
        return new Actor(caller.actor(), caller.actorId());
    }
}
