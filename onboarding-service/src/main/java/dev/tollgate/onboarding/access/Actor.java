package dev.tollgate.onboarding.access;

import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who did it, as facts and the history name them. */
@RegisterForReflection
@Schema(
        name = "Actor",
        requiredProperties = {"type", "id"})
public record Actor(ActorType type, String id) {
    public static Actor of(Principal caller) {
        return new Actor(caller.actor(), caller.actorId());
    }
}
