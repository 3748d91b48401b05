package dev.tollgate.payments.intent;

import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Cancels a payment intent that nobody has paid yet; to cancel it again changes nothing. */
@ApplicationScoped
class CancelPaymentIntent {
    private static final Report CANCELLED = new Report.Reached(PaymentIntentState.CANCELLED);

    private final Transactions transactions;
    private final MovePaymentIntent move;

    CancelPaymentIntent(Transactions transactions, MovePaymentIntent move) {
        this.transactions = transactions;
        this.move = move;
    }

    Uni<PaymentIntent> cancel(Tenant tenant, String id) {
        return transactions
                .inTenant(tenant, transaction -> move.move(transaction, tenant, id, CANCELLED))
                .map(transition -> switch (transition) {
                    case Transition.Moved(var event) -> event.paymentIntent();
                    case Transition.AlreadyThere(var intent) -> intent;
                    case Transition.Refused(var intent) -> throw PaymentIntentProblem.notCancellable(intent);
                });
    }
}
