package dev.tollgate.webhooks;

import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.event.Topic;
import dev.tollgate.webhooks.subscription.SubscriptionEvent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the service has one of. */
@Singleton
class WebhooksBeans {
    @Produces
    @Singleton
    SecretBox secretBox(@ConfigProperty(name = "tollgate.encryption-key") String base64Key) {
        return new SecretBox(base64Key);
    }

    @Produces
    @Singleton
    Topic subscriptions() {
        return Topic.of(SubscriptionEvent.CREATED);
    }

    /** What the audited facts of this service leave for the audit log. */
    @Produces
    @Singleton
    Topic auditRecords() {
        return Topic.ofAudit("webhooks");
    }
}
