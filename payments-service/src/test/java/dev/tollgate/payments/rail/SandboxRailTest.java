package dev.tollgate.payments.rail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.payments.fx.SandboxRates;
import dev.tollgate.payments.intent.PaymentIntent;
import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.payments.intent.PaymentIntentState;
import dev.tollgate.payments.intent.Samples;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's stories, told without a database: rail and retries until neither has more to say. */
class SandboxRailTest {
    private static final Duration STEP = Duration.ofMillis(400);
    private final SandboxRail rail = new SandboxRail(new SandboxRates(), STEP);

    @ParameterizedTest
    @CsvSource({
        "buyer, awaiting_buyer buyer_kyc_pending buyer_kyc_approved fx_quoted on_ramp_pending fiat_received on_chain_confirmed"
                + " offramp_pending settled",
        "slow, awaiting_buyer buyer_kyc_pending buyer_kyc_approved fx_quoted on_ramp_pending fiat_received on_chain_confirmed"
                + " offramp_pending settled",
        "kyc-rejected, awaiting_buyer buyer_kyc_pending buyer_kyc_rejected",
        "never-pays, awaiting_buyer",
        "onramp-fail, awaiting_buyer buyer_kyc_pending buyer_kyc_approved fx_quoted on_ramp_pending on_ramp_failed on_ramp_pending"
                + " on_ramp_failed on_ramp_pending on_ramp_failed failed",
        "offramp-fail-once, awaiting_buyer buyer_kyc_pending buyer_kyc_approved fx_quoted on_ramp_pending fiat_received"
                + " on_chain_confirmed offramp_pending offramp_failed offramp_pending settled"
    })
    void buyerDecidesHowItEnds(String buyer, String story) {
        var intent = Samples.intent(buyer + "@example.com", PaymentIntentState.AWAITING_BUYER);

        var last = toTheEnd(intent);

        assertEquals(
                story,
                last.timeline().stream().map(entry -> entry.state().wire()).collect(Collectors.joining(" ")));
    }

    @Test
    void ordinaryPaymentTakesAboutThreeSecondsAndASlowOneTenTimesAsLong() {
        var start = PaymentIntentState.AWAITING_BUYER;
        assertEquals(STEP, pause(Samples.intent("buyer@example.com", start)));
        assertEquals(STEP.multipliedBy(10), pause(Samples.intent("slow@example.com", start)));
    }

    @Test
    void everyRetryWaitsTwiceAsLong() {
        var failed = Samples.report(PaymentIntentState.ON_RAMP_FAILED);
        var first = Samples.intent("onramp-fail@example.com", PaymentIntentState.ON_RAMP_PENDING);
        var second = Samples.intent(
                "onramp-fail@example.com",
                PaymentIntentState.ON_RAMP_PENDING,
                PaymentIntentState.ON_RAMP_FAILED,
                PaymentIntentState.ON_RAMP_PENDING);

        assertEquals(STEP.multipliedBy(2), Retries.pause(first, failed, STEP));
        assertEquals(STEP.multipliedBy(4), Retries.pause(second, failed, STEP));
    }

    private Duration pause(PaymentIntent intent) {
        return ((Rail.Progress.Reported) rail.next(intent)).pause();
    }

    private PaymentIntent toTheEnd(PaymentIntent intent) {
        var progress = Retries.next(intent)
                .<Rail.Progress>map(report -> new Rail.Progress.Reported(report, STEP))
                .orElseGet(() -> rail.next(intent));
        return progress instanceof Rail.Progress.Reported reported
                        && intent.apply(reported.report(), Samples.CREATED) instanceof Transition.Moved moved
                ? toTheEnd(moved.event().paymentIntent())
                : intent;
    }
}
