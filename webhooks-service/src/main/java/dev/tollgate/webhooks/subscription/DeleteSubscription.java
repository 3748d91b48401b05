package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes a subscription with its secret and its deliveries; what was not delivered yet never is. */
@ApplicationScoped
class DeleteSubscription {
    private final Sessions sessions;
    private final SubscriptionRepository subscriptions;
    private final Outbox outbox;

    DeleteSubscription(Sessions sessions, SubscriptionRepository subscriptions, Outbox outbox) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
    }

    Uni<Void> run(Principal caller, String id) {
        var tenant = caller.requireTenant();
        var actor = Actor.of(caller);
        return sessions.inTenant(
                tenant,
                () -> subscriptions
                        .lock(tenant, id)
                        .chain(subscription -> subscriptions
                                .delete(subscription)
                                .chain(() -> outbox.append(subscription.deleted(actor)))));
    }
}
