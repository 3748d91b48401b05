package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.webhooks.endpoint.EndpointUrl;
import dev.tollgate.webhooks.endpoint.HostLookup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Changes what a client named and leaves the rest. Deliveries that wait for an inactive subscription go on when it is active again. */
@ApplicationScoped
class ChangeSubscription {
    private final Sessions sessions;
    private final SubscriptionRepository subscriptions;
    private final Outbox outbox;
    private final HostLookup hosts;
    private final Clock clock;

    ChangeSubscription(
            Sessions sessions, SubscriptionRepository subscriptions, Outbox outbox, HostLookup hosts, Clock clock) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.hosts = hosts;
        this.clock = clock;
    }

    Uni<SubscriptionView> run(Principal caller, String id, Subscription.Change change) {
        var tenant = caller.requireTenant();
        var types = change.eventTypes() == null ? null : SubscriptionProblem.requireKnown(change.eventTypes());
        Uni<Void> checked = change.url() == null
                ? Uni.createFrom().voidItem()
                : hosts.check(EndpointUrl.parse(change.url(), tenant.mode()));
        var known = new Subscription.Change(change.url(), types, change.description(), change.active());
        return checked.chain(() -> sessions.inTenant(tenant, () -> apply(tenant, id, known, Actor.of(caller))));
    }

    private Uni<SubscriptionView> apply(Tenant tenant, String id, Subscription.Change change, Actor actor) {
        return subscriptions
                .lock(tenant, id)
                .chain(subscription -> append(subscription.change(change, actor, clock.instant()))
                        .map(ignored -> subscription.view()));
    }

    private Uni<Void> append(Optional<SubscriptionEvent> event) {
        return event.isPresent() ? outbox.append(event.get()) : Uni.createFrom().voidItem();
    }
}
