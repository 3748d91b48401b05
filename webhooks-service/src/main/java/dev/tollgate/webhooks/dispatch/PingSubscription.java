package dev.tollgate.webhooks.dispatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.webhooks.event.EventTypes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Lines up a {@code ping} for one subscription, whatever its event types; it takes the same way as every other event. */
@ApplicationScoped
public class PingSubscription {
    private static final IdPrefix EVENT = new IdPrefix("evt");

    private final Transactions transactions;
    private final DispatchRepository rows;
    private final NewDeliveries announcements;
    private final Clock clock;

    PingSubscription(Transactions transactions, DispatchRepository rows, NewDeliveries announcements, Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** The id of the delivery. An absent subscription is {@code NotFound}, one that is switched off {@code InvalidState}. */
    public Uni<String> run(Tenant tenant, String subscriptionId) {
        return transactions.inTenant(
                tenant,
                transaction -> rows.isActive(transaction, tenant, subscriptionId)
                        .onItem()
                        .ifNull()
                        .failWith(Problem::notFound)
                        .invoke(PingSubscription::requireActive)
                        .chain(() -> deliver(transaction, tenant, subscriptionId)));
    }

    private Uni<String> deliver(SqlConnection transaction, Tenant tenant, String subscriptionId) {
        var id = EVENT.create();
        var data = JsonNodeFactory.instance.objectNode().put("subscriptionId", subscriptionId);
        var event = WebhookEvent.of(
                id,
                tenant,
                EventTypes.PING,
                id, // no resource: pings wait for nothing
                data,
                RequestTrace.current().traceparent(),
                clock.instant());
        return rows.insert(transaction, event)
                .chain(() -> rows.deliver(transaction, event, subscriptionId))
                .invoke(announcements::announce);
    }

    private static void requireActive(boolean active) {
        if (!active) {
            throw Problem.invalidState("The subscription is not active.", "inactive", List.of("active"));
        }
    }
}
