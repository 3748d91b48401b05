package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;

/** An endpoint answered 410 Gone: its subscription is switched off, and its owner's systems are told by a fact. */
@ApplicationScoped
public class DisableGoneSubscription {
    private final Sessions sessions;
    private final SubscriptionRepository subscriptions;
    private final Outbox outbox;
    private final Clock clock;

    DisableGoneSubscription(Sessions sessions, SubscriptionRepository subscriptions, Outbox outbox, Clock clock) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Does nothing where it is off, or deleted, already. */
    public Uni<Void> run(String id) {
        return sessions.acrossTenants(() -> subscriptions
                .findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(subscription -> subscription == null
                        ? Uni.createFrom().voidItem()
                        : subscription
                                .endpointGone(clock.instant())
                                .map(outbox::append)
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }
}
