package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.webhooks.endpoint.EndpointUrl;
import dev.tollgate.webhooks.endpoint.HostLookup;
import dev.tollgate.webhooks.endpoint.Signature;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Subscribes an endpoint, once per {@code Idempotency-Key}. */
@ApplicationScoped
class CreateSubscription {
    private final Sessions sessions;
    private final SubscriptionRepository subscriptions;
    private final Outbox outbox;
    private final SecretBox box;
    private final HostLookup hosts;
    private final Clock clock;

    CreateSubscription(
            Sessions sessions,
            SubscriptionRepository subscriptions,
            Outbox outbox,
            SecretBox box,
            HostLookup hosts,
            Clock clock) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.box = box;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** A new subscription shows its secret; one that the key made before does not. */
    sealed interface Outcome {
        SubscriptionView view();

        record Created(SubscriptionView view) implements Outcome {}

        record Replayed(SubscriptionView view) implements Outcome {}
    }

    /** Refuses with a {@code ValidationError}; with a key whose subscription was deleted since, {@code NotFound}. */
    Uni<Outcome> run(Principal caller, Subscription.Wish wish, @Nullable String key) {
        var tenant = caller.requireTenant();
        var creator = Actor.of(caller);
        return key == null
                ? checked(tenant, wish)
                        .chain(known -> sessions.inTenant(tenant, () -> insert(tenant, newId(), known, creator)))
                : sessions.inTenant(tenant, () -> subscriptions.boundTo(tenant, key))
                        .chain(bound -> bound.isPresent()
                                ? sessions.inTenant(tenant, () -> existing(tenant, bound.get()))
                                : checked(tenant, wish)
                                        .chain(known -> sessions.inTenant(
                                                tenant, () -> insertOnce(tenant, known, key, creator))));
    }

    /** Asks the name servers, so outside of any transaction. */
    private Uni<Subscription.Wish> checked(Tenant tenant, Subscription.Wish wish) {
        var types = SubscriptionProblem.requireKnown(wish.eventTypes());
        return hosts.check(EndpointUrl.parse(wish.url(), tenant.mode()))
                .replaceWith(new Subscription.Wish(wish.url(), types, wish.description()));
    }

    private Uni<Outcome> insertOnce(Tenant tenant, Subscription.Wish wish, String key, Actor creator) {
        var id = newId();
        return subscriptions
                .bindKey(tenant, key, id)
                .chain(free -> free
                        ? insert(tenant, id, wish, creator)
                        : subscriptions.boundTo(tenant, key).chain(bound -> existing(tenant, bound.orElseThrow())));
    }

    private Uni<Outcome> insert(Tenant tenant, String id, Subscription.Wish wish, Actor creator) {
        var secret = Signature.newSecret();
        var subscription = new Subscription(id, tenant, wish, box.seal(secret, id), clock.instant());
        return subscriptions
                .persist(subscription)
                .chain(() -> outbox.append(subscription.created(creator)))
                .replaceWith(new Outcome.Created(subscription.view().withSecret(secret)));
    }

    private Uni<Outcome> existing(Tenant tenant, String id) {
        return subscriptions.require(tenant, id).map(subscription -> new Outcome.Replayed(subscription.view()));
    }

    private static String newId() {
        return Subscription.ID.create();
    }
}
