package dev.tollgate.limits.owner;

import dev.tollgate.limits.reservation.CloseReservation;
import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.principal.Mode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * What payments-service says became of a live payment intent: settled commits its reservation, every other end releases it
 * (docs/reference/service-interfaces.md). Test intents reserve nothing.
 */
@ApplicationScoped
class PaymentIntentFacts implements FactHandler {
    private static final FactType SETTLED = paymentIntent("settled");
    private static final Set<FactType> ENDS = Set.of(
            SETTLED,
            paymentIntent("failed"),
            paymentIntent("cancelled"),
            paymentIntent("expired"),
            paymentIntent("buyer_kyc_rejected"));

    private final CloseReservation reservations;

    PaymentIntentFacts(CloseReservation reservations) {
        this.reservations = reservations;
    }

    @Override
    public Set<FactType> types() {
        return ENDS;
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        if (fact.mode() != Mode.LIVE) {
            return Uni.createFrom().voidItem();
        }
        return fact.is(SETTLED)
                ? reservations.commit(transaction, fact.tenant(), fact.subject())
                : reservations.release(transaction, fact.tenant(), fact.subject());
    }

    private static FactType paymentIntent(String what) {
        return new FactType("payments", "payment_intent", what);
    }
}
