package dev.tollgate.limits.agent;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic of agents' ceilings. */
@Singleton
class AgentCeilingTopics {
    @Produces
    @Singleton
    Topic changes() {
        return Topic.of(AgentCeilingEvent.CHANGED);
    }
}
