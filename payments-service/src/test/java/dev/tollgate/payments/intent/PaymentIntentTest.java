package dev.tollgate.payments.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.payments.terms.HostedPage;
import dev.tollgate.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentIntentTest {
    private static final Instant NOW = Samples.CREATED.plusSeconds(60);

    static Stream<Arguments> everyStateAndReport() {
        return Stream.of(PaymentIntentState.values())
                .flatMap(from -> Stream.of(PaymentIntentState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndReport")
    void reportMovesTheIntentOnlyAlongTheTable(PaymentIntentState from, PaymentIntentState to) {
        var intent = Samples.intent("buyer@example.com", Samples.wayTo(from));

        var transition = intent.apply(Samples.report(to), NOW);

        if (from == to) {
            assertEquals(new Transition.AlreadyThere(intent), transition);
        } else if (from.moveTo(to).isPresent()) {
            var event = assertInstanceOf(Transition.Moved.class, transition).event();
            assertEquals(to, event.paymentIntent().state());
            assertEquals(
                    intent.timeline().size() + 1,
                    event.paymentIntent().timeline().size());
            assertEquals(
                    "dev.tollgate.payments.payment_intent." + to.wire() + ".v1",
                    event.type().wire());
        } else {
            assertEquals(new Transition.Refused(intent), transition);
        }
    }

    @Test
    void settlementKeepsItsRateAndWhatTheSellerGot() {
        var intent = Samples.intent("buyer@example.com", Samples.wayTo(PaymentIntentState.OFFRAMP_PENDING));

        var settled = moved(intent, new Report.Settled(new BigDecimal("5.123456")));

        assertEquals(
                new PaymentIntent.Settlement(new BigDecimal("5.123456"), Money.ofMinor(64_043, "BRL"), NOW),
                settled.settlement());
        assertNull(settled.failureReason());
    }

    @Test
    void failureKeepsItsReason() {
        var intent = Samples.intent("buyer@example.com", Samples.wayTo(PaymentIntentState.ON_RAMP_FAILED));

        assertEquals(
                "on_ramp_failed",
                moved(intent, Samples.report(PaymentIntentState.FAILED)).failureReason());
    }

    @Test
    void timelineNeverRunsBackwardsWhenTheClockDoes() {
        var intent = Samples.intent("buyer@example.com", Samples.wayTo(PaymentIntentState.FX_QUOTED));

        var event = (Transition.Moved)
                intent.apply(Samples.report(PaymentIntentState.CANCELLED), Samples.CREATED.minusSeconds(99));

        var timeline = event.event().paymentIntent().timeline();
        assertEquals(timeline.get(timeline.size() - 2).at(), timeline.getLast().at());
    }

    @Test
    void attemptsAreReadOffTheTimeline() {
        var intent = Samples.intent(
                "buyer@example.com",
                PaymentIntentState.ON_RAMP_PENDING,
                PaymentIntentState.ON_RAMP_FAILED,
                PaymentIntentState.ON_RAMP_PENDING);

        assertEquals(2, intent.times(PaymentIntentState.ON_RAMP_PENDING));
    }

    @Test
    void reportsThatLackARateOrAReasonCannotBeMade() {
        for (var state :
                List.of(PaymentIntentState.SETTLED, PaymentIntentState.FAILED, PaymentIntentState.BUYER_KYC_REJECTED)) {
            assertThrows(IllegalArgumentException.class, () -> new Report.Reached(state));
        }
        assertThrows(IllegalArgumentException.class, () -> new Report.Ended(PaymentIntentState.CANCELLED, "why"));
    }

    @Test
    void hostedPagesCannotBeGuessed() {
        var one = HostedPage.open("https://pay.example");
        var other = HostedPage.open("https://pay.example");

        assertEquals("https://pay.example/pay/" + one.publicId(), one.url());
        assertEquals(32, one.publicId().length(), "192 bits in base64url");
        assertEquals(false, one.equals(other));
    }

    private static PaymentIntent moved(PaymentIntent intent, Report report) {
        return assertInstanceOf(Transition.Moved.class, intent.apply(report, NOW))
                .event()
                .paymentIntent();
    }
}
