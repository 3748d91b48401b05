package dev.tollgate.webhooks.dispatch;

import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.webhooks.event.EventTypes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lines up a fact for every subscription that wants it, in the transaction in which the inbox marks the fact as done. A fact of a whole
 * organization goes to its subscriptions of both modes; the body names the mode of the subscription.
 */
@ApplicationScoped
class DispatchFact implements FactHandler {
    private final DispatchRepository rows;
    private final NewDeliveries announcements;

    DispatchFact(DispatchRepository rows, NewDeliveries announcements) {
        this.rows = rows;
        this.announcements = announcements;
    }

    @Override
    public Set<FactType> types() {
        return EventTypes.facts();
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        var type = EventTypes.of(fact.type());
        return type.isEmpty()
                ? Uni.createFrom().voidItem()
                : rows.wanting(transaction, fact.orgId(), fact.mode(), type.get())
                        .chain(wanting -> dispatch(transaction, fact, type.get(), wanting));
    }

    private Uni<Void> dispatch(
            SqlConnection transaction, ReceivedFact fact, String type, List<DispatchRepository.Wanting> wanting) {
        var byMode = wanting.stream().collect(Collectors.groupingBy(DispatchRepository.Wanting::mode));
        return each(byMode.entrySet(), mode -> dispatch(transaction, event(fact, mode.getKey(), type), mode.getValue()))
                .invoke(announcements::announce);
    }

    private Uni<Void> dispatch(
            SqlConnection transaction, WebhookEvent event, List<DispatchRepository.Wanting> wanting) {
        return rows.insert(transaction, event)
                .chain(() -> each(
                        wanting,
                        one -> rows.deliver(transaction, event, one.subscriptionId())
                                .replaceWithVoid()));
    }

    private static WebhookEvent event(ReceivedFact fact, Mode mode, String type) {
        return WebhookEvent.of(
                fact.id(),
                new Tenant(fact.orgId(), mode),
                type,
                fact.subject(),
                EventTypes.data(type, fact.data()),
                fact.traceparent(),
                fact.time());
    }

    /** One after the other: a connection does one thing at a time. */
    private static <T> Uni<Void> each(Iterable<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
