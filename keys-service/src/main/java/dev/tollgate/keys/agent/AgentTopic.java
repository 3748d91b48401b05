package dev.tollgate.keys.agent;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares {@code tollgate.keys.agent.v1}. */
@Singleton
class AgentTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(AgentEvent.CREATED);
    }
}
