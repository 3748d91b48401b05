package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic of changed ceilings. */
@Singleton
class CeilingTopics {
    @Produces
    @Singleton
    Topic changes() {
        return Topic.of(CeilingEvent.CHANGED);
    }
}
