package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** One subscription, or a page of them. */
@ApplicationScoped
class ReadSubscriptions {
    private final Sessions sessions;
    private final SubscriptionRepository subscriptions;

    ReadSubscriptions(Sessions sessions, SubscriptionRepository subscriptions) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
    }

    Uni<SubscriptionView> one(Tenant tenant, String id) {
        return sessions.inTenant(tenant, () -> subscriptions.require(tenant, id))
                .map(Subscription::view);
    }

    Uni<Page<SubscriptionView>> page(Tenant tenant, @Nullable String cursor, int limit) {
        var before = Cursor.before(cursor, Subscription.ID);
        return sessions.inTenant(tenant, () -> subscriptions.list(tenant, before, limit))
                .map(rows -> Page.of(rows, limit, Subscription::id, Subscription::view));
    }
}
