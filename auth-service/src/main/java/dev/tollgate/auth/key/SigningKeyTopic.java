package dev.tollgate.auth.key;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class SigningKeyTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(SigningKeyEvent.ROTATED);
    }
}
