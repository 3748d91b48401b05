package dev.tollgate.payments.intent;

import dev.tollgate.platform.event.Topic;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The topic that this feature owns. */
@Singleton
class PaymentIntentTopics {
    @Produces
    @Singleton
    Topic paymentIntents() {
        return Topic.of(PaymentIntentEvent.typed("created"));
    }
}
