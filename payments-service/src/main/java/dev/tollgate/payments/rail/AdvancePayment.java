package dev.tollgate.payments.rail;

import dev.tollgate.payments.intent.MovePaymentIntent;
import dev.tollgate.payments.intent.PaymentIntent;
import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.payments.intent.PaymentIntentRepository;
import dev.tollgate.payments.rail.Rail.Progress;
import dev.tollgate.payments.rail.Timers.Timer;
import dev.tollgate.platform.db.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Does the step of a payment that is due: asks the rail, then moves the intent and plans the next step in one transaction. */
@ApplicationScoped
class AdvancePayment {
    private final Rail rail;
    private final Timers timers;
    private final PaymentIntentRepository intents;
    private final MovePaymentIntent move;
    private final Transactions transactions;
    private final Duration retryPause;

    AdvancePayment(
            Rail rail,
            Timers timers,
            PaymentIntentRepository intents,
            MovePaymentIntent move,
            Transactions transactions,
            @ConfigProperty(name = "tollgate.sandbox.step-delay") Duration retryPause) {
        this.rail = rail;
        this.timers = timers;
        this.intents = intents;
        this.move = move;
        this.transactions = transactions;
        this.retryPause = retryPause;
    }

    Uni<Void> advance(Timer timer) {
        return intents.find(timer.tenant(), timer.paymentId())
                .chain(intent -> next(intent).chain(progress -> record(timer, intent, progress)));
    }

    private Uni<Progress> next(PaymentIntent intent) {
        return Retries.next(intent)
                .map(report -> Uni.createFrom().<Progress>item(new Progress.Reported(report, retryPause)))
                .orElseGet(() -> rail.advance(intent));
    }

    private Uni<Void> record(Timer timer, PaymentIntent seen, Progress progress) {
        return transactions.inTenant(timer.tenant(), transaction -> switch (progress) {
            case Progress.Stopped() -> timers.drop(transaction, timer);
            case Progress.Reported reported -> record(transaction, timer, seen, reported);
        });
    }

    /** Who finds that somebody else did the step leaves the plan to them. */
    private Uni<Void> record(SqlConnection transaction, Timer timer, PaymentIntent seen, Progress.Reported reported) {
        var report = reported.report();
        return move.moveOn(transaction, seen, report)
                .chain(transition -> transition instanceof Transition.Moved
                        ? timers.plan(transaction, timer, Retries.pause(seen, report, reported.pause()))
                        : Uni.createFrom().voidItem());
    }
}
