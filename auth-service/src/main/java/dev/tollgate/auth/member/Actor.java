package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.principal.ActorType;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Who did it, as facts name them. */
@RegisterForReflection
record Actor(ActorType type, String id) {
    static Actor of(UserAccount person) {
        return new Actor(ActorType.USER, person.id());
    }
}
