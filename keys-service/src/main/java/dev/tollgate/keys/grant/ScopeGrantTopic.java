package dev.tollgate.keys.grant;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares {@code tollgate.keys.scope_grant.v1}. */
@Singleton
class ScopeGrantTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(ScopeGrantEvent.GIVEN);
    }
}
