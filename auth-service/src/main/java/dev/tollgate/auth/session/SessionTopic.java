package dev.tollgate.auth.session;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class SessionTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(SessionEvent.STARTED);
    }
}
