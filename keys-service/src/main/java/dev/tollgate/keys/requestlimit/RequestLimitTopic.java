package dev.tollgate.keys.requestlimit;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares {@code tollgate.keys.request_limits.v1}. */
@Singleton
class RequestLimitTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(RequestLimitEvent.CHANGED);
    }
}
