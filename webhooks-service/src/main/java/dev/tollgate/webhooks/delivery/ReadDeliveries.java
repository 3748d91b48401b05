package dev.tollgate.webhooks.delivery;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.webhooks.event.EventTypes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One delivery with its attempts, or a page of a subscription's deliveries. */
@ApplicationScoped
class ReadDeliveries {
    static final IdPrefix ID = new IdPrefix("whdel");
    private static final Set<String> STATUSES = Set.of("pending", "delivered", "failed");

    private final Transactions transactions;
    private final DeliveryHistory history;

    ReadDeliveries(Transactions transactions, DeliveryHistory history) {
        this.transactions = transactions;
        this.history = history;
    }

    Uni<DeliveryView> one(Tenant tenant, String subscriptionId, String id) {
        return transactions
                .inTenant(tenant, transaction -> history.one(transaction, tenant, subscriptionId, id))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(Function.identity());
    }

    Uni<Page<DeliveryView>> page(
            Tenant tenant, String subscriptionId, DeliveryHistory.Filter filter, @Nullable String cursor, int limit) {
        check(filter);
        var before = Cursor.before(cursor, ID);
        return transactions
                .inTenant(
                        tenant,
                        transaction -> history.hasSubscription(transaction, tenant, subscriptionId)
                                .invoke(ReadDeliveries::requireSubscription)
                                .chain(() -> history.page(transaction, tenant, subscriptionId, filter, before, limit)))
                .map(rows -> Page.of(rows, limit, DeliveryView::id, Function.identity()));
    }

    private static void requireSubscription(boolean exists) {
        if (!exists) {
            throw Problem.notFound();
        }
    }

    private static void check(DeliveryHistory.Filter filter) {
        if (filter.status() != null && !STATUSES.contains(filter.status())) {
            throw Problem.invalid("status: must be pending, delivered or failed");
        }
        if (filter.eventType() != null && !EventTypes.isKnown(filter.eventType())) {
            throw Problem.invalid("eventType: there is no event type \"" + filter.eventType() + "\"");
        }
    }
}
