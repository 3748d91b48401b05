package dev.tollgate.auth.oidc;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** {@code tollgate.auth.identity.v1}. */
@Singleton
class IdentityTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(IdentityBound.TYPE);
    }
}
