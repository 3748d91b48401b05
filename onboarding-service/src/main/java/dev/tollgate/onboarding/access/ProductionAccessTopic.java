package dev.tollgate.onboarding.access;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** {@code tollgate.onboarding.production_access.v1}. */
class ProductionAccessTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(ProductionAccessTransition.DECLARE.fact());
    }
}
