package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;

/** What happens to a subscription. The data is the subscription without its secret. */
public sealed interface SubscriptionEvent extends Fact {
    FactType CREATED = new FactType("webhooks", "subscription", "created");
    FactType UPDATED = new FactType("webhooks", "subscription", "updated");
    FactType DELETED = new FactType("webhooks", "subscription", "deleted");

    Tenant tenant();

    @Override
    SubscriptionView data();

    @Override
    default String subject() {
        return data().id();
    }

    @Override
    default String orgId() {
        return tenant().orgId();
    }

    @Override
    default Mode mode() {
        return tenant().mode();
    }

    record Created(SubscriptionView data, Tenant tenant) implements SubscriptionEvent {
        @Override
        public FactType type() {
            return CREATED;
        }
    }

    record Updated(SubscriptionView data, Tenant tenant) implements SubscriptionEvent {
        @Override
        public FactType type() {
            return UPDATED;
        }
    }

    record Deleted(SubscriptionView data, Tenant tenant) implements SubscriptionEvent {
        @Override
        public FactType type() {
            return DELETED;
        }
    }
}
