package dev.tollgate.payments.rail;

import static dev.tollgate.payments.intent.PaymentIntentState.FAILED;
import static dev.tollgate.payments.intent.PaymentIntentState.OFFRAMP_PENDING;
import static dev.tollgate.payments.intent.PaymentIntentState.ON_RAMP_PENDING;

import dev.tollgate.payments.intent.PaymentIntent;
import dev.tollgate.payments.intent.PaymentIntentState;
import dev.tollgate.payments.intent.Report;
import java.time.Duration;
import java.util.Optional;

/**
 * A leg that failed is tried again after 2, then 4 times the pause of an ordinary step, then given up. How often it was tried is read off the timeline.
 */
final class Retries {
    static final int ATTEMPTS = 3;

    private Retries() {}

    /** What to report of an intent whose last leg failed; empty for all others. */
    static Optional<Report> next(PaymentIntent intent) {
        return switch (intent.state()) {
            case ON_RAMP_FAILED -> Optional.of(again(intent, ON_RAMP_PENDING, "on_ramp_failed"));
            case OFFRAMP_FAILED -> Optional.of(again(intent, OFFRAMP_PENDING, "offramp_failed"));
            default -> Optional.empty();
        };
    }

    /** How long a payment rests once {@code report} is recorded of {@code intent}. */
    static Duration pause(PaymentIntent intent, Report report, Duration ordinary) {
        return switch (report.to()) {
            case ON_RAMP_FAILED -> ordinary.multipliedBy(1L << intent.times(ON_RAMP_PENDING));
            case OFFRAMP_FAILED -> ordinary.multipliedBy(1L << intent.times(OFFRAMP_PENDING));
            default -> ordinary;
        };
    }

    private static Report again(PaymentIntent intent, PaymentIntentState leg, String reason) {
        return intent.times(leg) < ATTEMPTS ? new Report.Reached(leg) : new Report.Ended(FAILED, reason);
    }
}
