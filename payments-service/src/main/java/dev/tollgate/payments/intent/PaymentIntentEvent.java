package dev.tollgate.payments.intent;

import dev.tollgate.payments.intent.PaymentIntentState.Move;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;
import java.util.Map;

/**
 * What happened to a payment intent. The fact {@code payments.payment_intent.<what>} carries the whole intent as {@code GET} showed it
 * right afterwards, so that webhooks can pass it on.
 */
public sealed interface PaymentIntentEvent extends Fact {
    /** The intent as it is after the event. */
    PaymentIntent paymentIntent();

    /** It was created: {@code created}, for the state {@code awaiting_buyer}. */
    record Created(PaymentIntent paymentIntent) implements PaymentIntentEvent {
        @Override
        public FactType type() {
            return typed("created");
        }
    }

    /** It made a move, which names the event: one per state. */
    record Moved(PaymentIntent paymentIntent, Move move) implements PaymentIntentEvent {
        @Override
        public FactType type() {
            return typed(move.event());
        }
    }

    /** The type of {@code what}. */
    static FactType typed(String what) {
        return new FactType("payments", "payment_intent", what);
    }

    @Override
    default String subject() {
        return paymentIntent().id();
    }

    @Override
    default String orgId() {
        return paymentIntent().tenant().orgId();
    }

    @Override
    default Mode mode() {
        return paymentIntent().tenant().mode();
    }

    @Override
    default Object data() {
        return Map.of("paymentIntent", PaymentIntentBody.of(paymentIntent()));
    }
}
