package dev.tollgate.payments.rail;

import dev.tollgate.payments.intent.MovePaymentIntent;
import dev.tollgate.payments.intent.PaymentIntentState;
import dev.tollgate.payments.intent.Report;
import dev.tollgate.payments.rail.Timers.Timer;
import dev.tollgate.platform.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a payment whose time is up, unless the buyer has paid. */
@ApplicationScoped
class ExpirePayment {
    private static final Report EXPIRED = new Report.Reached(PaymentIntentState.EXPIRED);

    private final Timers timers;
    private final MovePaymentIntent move;
    private final Transactions transactions;

    ExpirePayment(Timers timers, MovePaymentIntent move, Transactions transactions) {
        this.timers = timers;
        this.move = move;
        this.transactions = transactions;
    }

    Uni<Void> expire(Timer timer) {
        return transactions.inTenant(
                timer.tenant(),
                transaction -> move.move(transaction, timer.tenant(), timer.paymentId(), EXPIRED)
                        .chain(() -> timers.drop(transaction, timer)));
    }
}
