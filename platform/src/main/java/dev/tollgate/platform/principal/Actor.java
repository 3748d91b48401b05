package dev.tollgate.platform.principal;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Who did it, as facts and histories tell beside what changed: {@code "actor": {"type": "user", "id": "usr_…"}}. */
@RegisterForReflection
public record Actor(ActorType type, String id) {
    /** The caller of a request. */
    public static Actor of(Principal caller) {
        return new Actor(caller.actor(), caller.actorId());
    }

    public static Actor user(String userId) {
        return new Actor(ActorType.USER, userId);
    }

    public static Actor staff(String userId) {
        return new Actor(ActorType.STAFF, userId);
    }

    /** A process by itself; {@code name} as in {@code onboarding-service}. */
    public static Actor service(String name) {
        return new Actor(ActorType.SERVICE, name);
    }
}
