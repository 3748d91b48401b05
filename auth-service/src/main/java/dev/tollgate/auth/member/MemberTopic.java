package dev.tollgate.auth.member;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class MemberTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(MemberEvent.INVITED);
    }
}
