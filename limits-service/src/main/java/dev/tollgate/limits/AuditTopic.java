package dev.tollgate.limits;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Declares {@code tollgate.limits.audit.v1}: what the audited facts of this service leave for the audit log. */
@Singleton
class AuditTopic {
    @Produces
    @Singleton
    Topic topic() {
        return Topic.ofAudit("limits");
    }
}
