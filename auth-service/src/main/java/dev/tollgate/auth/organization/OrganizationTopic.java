package dev.tollgate.auth.organization;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class OrganizationTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(OrganizationEvent.CREATED);
    }
}
