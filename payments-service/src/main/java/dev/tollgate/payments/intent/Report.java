package dev.tollgate.payments.intent;

import java.math.BigDecimal;

/** What a rail, a timer or the integrator says has happened to a payment intent. It may come twice, late, or out of turn. */
public sealed interface Report {
    PaymentIntentState to();

    /** It came into a state that needs no further word. */
    record Reached(PaymentIntentState to) implements Report {
        public Reached {
            switch (to) {
                case SETTLED, FAILED, BUYER_KYC_REJECTED ->
                    throw new IllegalArgumentException(to + " needs a rate or a reason");
                default -> {}
            }
        }
    }

    /** The seller was paid, at {@code fxRate} units of BRL for one of the intent's currency. */
    record Settled(BigDecimal fxRate) implements Report {
        @Override
        public PaymentIntentState to() {
            return PaymentIntentState.SETTLED;
        }
    }

    /** It came to a bad end, for a reason that clients may switch on. */
    record Ended(PaymentIntentState to, String reason) implements Report {
        public Ended {
            if (to != PaymentIntentState.FAILED && to != PaymentIntentState.BUYER_KYC_REJECTED) {
                throw new IllegalArgumentException(to + " has no reason");
            }
        }
    }
}
