package dev.tollgate.payments.intent;

import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Cancels a payment intent that the caller sees and nobody has paid yet; to cancel it again changes nothing. */
@ApplicationScoped
class CancelPaymentIntent {
    private static final Report CANCELLED = new Report.Reached(PaymentIntentState.CANCELLED);

    private final Transactions transactions;
    private final ReadPaymentIntents read;
    private final MovePaymentIntent move;

    CancelPaymentIntent(Transactions transactions, ReadPaymentIntents read, MovePaymentIntent move) {
        this.transactions = transactions;
        this.read = read;
        this.move = move;
    }

    Uni<PaymentIntent> cancel(Principal caller, String id) {
        var tenant = caller.requireTenant();
        return read.one(caller, id)
                .chain(() ->
                        transactions.inTenant(tenant, transaction -> move.move(transaction, tenant, id, CANCELLED)))
                .map(transition -> switch (transition) {
                    case Transition.Moved(var event) -> event.paymentIntent();
                    case Transition.AlreadyThere(var intent) -> intent;
                    case Transition.Refused(var intent) -> throw PaymentIntentProblem.notCancellable(intent);
                });
    }
}
