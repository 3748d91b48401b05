package dev.tollgate.keys.apikey;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares {@code tollgate.keys.api_key.v1}. */
@Singleton
class ApiKeyTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(ApiKeyEvent.CREATED);
    }
}
