package dev.tollgate.payments.rail;

import dev.tollgate.payments.intent.PaymentIntent;
import dev.tollgate.payments.intent.Report;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** What moves the money: the port behind which the sandbox stands today and real providers will. */
public interface Rail {
    /**
     * Does the next step of a payment that stands at {@code intent} and says what came of it. No transaction is open meanwhile. After a
     * crash the same step is asked for again, so it must be repeatable.
     */
    Uni<Progress> advance(PaymentIntent intent);

    /** What came of a step. */
    sealed interface Progress {
        /** Something happened; the next step is due after {@code pause}. */
        record Reported(Report report, Duration pause) implements Progress {}

        /** Nothing will happen until the payment expires or somebody else moves it. */
        record Stopped() implements Progress {}
    }
}
