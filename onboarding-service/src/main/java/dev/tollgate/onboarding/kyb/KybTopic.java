package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** {@code tollgate.onboarding.kyb.v1}. */
class KybTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(KybEvent.SUBMITTED);
    }
}
