package dev.tollgate.onboarding.account;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** {@code tollgate.onboarding.connected_account.v1}. */
class ConnectedAccountTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(ConnectedAccountEvent.CREATED);
    }
}
