package dev.tollgate.payments.reference;

import dev.tollgate.payments.intent.PaymentIntentState;

/** What limits does with a sum depends on no more than this. */
enum Fate {
    /** It does not exist, and never will. */
    NEVER,
    /** It may still settle. */
    OPEN,
    SETTLED,
    /** It came to nothing. */
    ENDED;

    static Fate of(PaymentIntentState state) {
        if (state == PaymentIntentState.SETTLED) {
            return SETTLED;
        }
        return state.isTerminal() ? ENDED : OPEN;
    }
}
