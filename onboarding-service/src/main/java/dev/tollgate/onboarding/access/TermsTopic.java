package dev.tollgate.onboarding.access;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** {@code tollgate.onboarding.terms.v1}. */
class TermsTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.of(TermsAccepted.ACCEPTED);
    }
}
