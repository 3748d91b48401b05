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
 * What payments-service says becomes of a live payment intent: created confirms its reservation, settled commits it, every other end releases it
 * (docs/reference/service-interfaces.md). Test intents reserve nothing.
 */
@ApplicationScoped
class PaymentIntentFacts implements FactHandler {
    private static final FactType CREATED = paymentIntent("created");
    private static final FactType SETTLED = paymentIntent("settled");
    private static final Set<FactType> TYPES = Set.of(
            CREATED,
            SETTLED,
            paymentIntent("failed"),
            paymentIntent("cancelled"),
            paymentIntent("expired"),
            paymentIntent("buyer_kyc_rejected"));

    private final CloseReservation reservations;
    private final UnconfirmedRepository unconfirmed;

    PaymentIntentFacts(CloseReservation reservations, UnconfirmedRepository unconfirmed) {
        this.reservations = reservations;
        this.unconfirmed = unconfirmed;
    }

    @Override
    public Set<FactType> types() {
        return TYPES;
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        if (fact.mode() != Mode.LIVE) {
            return Uni.createFrom().voidItem();
        }
        if (fact.is(CREATED)) {
            return unconfirmed.confirm(transaction, fact.tenant(), fact.subject());
        }
        return fact.is(SETTLED)
                ? reservations.commit(transaction, fact.tenant(), fact.subject())
                : reservations.release(transaction, fact.tenant(), fact.subject());
    }

    private static FactType paymentIntent(String what) {
        return new FactType("payments", "payment_intent", what);
    }
}
