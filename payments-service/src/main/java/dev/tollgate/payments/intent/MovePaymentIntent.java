package dev.tollgate.payments.intent;

import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The only way in which a payment intent changes: under its row's lock, with one line of the timeline and one fact in the same transaction.
 * So a report counts once, however often it comes.
 */
@ApplicationScoped
public class MovePaymentIntent {
    private final PaymentIntentRepository intents;
    private final Clock clock;

    MovePaymentIntent(PaymentIntentRepository intents, Clock clock) {
        this.intents = intents;
        this.clock = clock;
    }

    /** Applies {@code report} to the intent as it is now; 404 if there is none. */
    public Uni<Transition> move(SqlConnection transaction, Tenant tenant, String id, Report report) {
        return intents.lock(transaction, tenant, id)
                .chain(intent -> record(transaction, intent.apply(report, clock.instant())));
    }

    /** Applies {@code report} only if the intent has not moved since it was {@code seen}: for reports that follow from what was seen. */
    public Uni<Transition> moveOn(SqlConnection transaction, PaymentIntent seen, Report report) {
        return intents.lock(transaction, seen.tenant(), seen.id())
                .chain(intent -> intent.timeline().size() == seen.timeline().size()
                        ? record(transaction, intent.apply(report, clock.instant()))
                        : Uni.createFrom().item(new Transition.Refused(intent)));
    }

    private Uni<Transition> record(SqlConnection transaction, Transition transition) {
        return transition instanceof Transition.Moved(var event)
                ? intents.record(transaction, event).replaceWith(transition)
                : Uni.createFrom().item(transition);
    }
}
