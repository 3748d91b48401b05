package dev.tollgate.auth.audit;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares {@code tollgate.auth.audit.v1}: what the audited facts of this service itself leave for the log. */
@Singleton
class AuditTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.ofAudit("auth");
    }
}
