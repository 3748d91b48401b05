package dev.tollgate.payments.intent;

import dev.tollgate.payments.intent.PaymentIntent.TimelineEntry;
import dev.tollgate.payments.terms.HostedPage;
import dev.tollgate.payments.terms.PaymentTerms;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Payment intents for tests that need no database. */
public final class Samples {
    public static final Instant CREATED = Instant.parse("2026-05-02T14:00:00.000Z");

    private Samples() {}

    /** One that went through {@code states}, a second each. */
    public static PaymentIntent intent(String buyerEmail, PaymentIntentState... states) {
        var terms = new PaymentTerms(
                "order-7",
                Money.ofMinor(12_500, "USD"),
                new PaymentTerms.Buyer(buyerEmail, "Ana Souza", "BR", "+5511912345678"),
                "https://shop.example/thanks",
                new PaymentTerms.Display(
                        "Order 7", "Thank you", List.of(new PaymentTerms.LineItem("Coffee, 1 kg", 5, "25.00"))),
                CREATED.plusSeconds(30 * 24 * 3600),
                Map.of("erp", "A-7"));
        var draft = new PaymentIntentDraft(
                "pi_01kaw5t2b3fqyr8v0c7d9e1g2h",
                new Tenant("org_01kaw5t2b3fqyr8v0c7d9e1g2h", Mode.TEST),
                null,
                terms,
                new HostedPage("https://pay.example", "3Jd8sKq0Zr5vXw1TnB7cYh2LmP9uGfAe"));
        var timeline = IntStream.range(0, states.length)
                .mapToObj(i -> new TimelineEntry(states[i], CREATED.plusSeconds(i)))
                .toList();
        return new PaymentIntent(draft, states[states.length - 1], timeline, null, null);
    }

    /** A report that would bring an intent into {@code state}. */
    public static Report report(PaymentIntentState state) {
        return switch (state) {
            case SETTLED -> new Report.Settled(new BigDecimal("5.000000"));
            case FAILED -> new Report.Ended(state, "on_ramp_failed");
            case BUYER_KYC_REJECTED -> new Report.Ended(state, "buyer_kyc_rejected");
            default -> new Report.Reached(state);
        };
    }

    /** Some legal way from the start to {@code state}. */
    public static PaymentIntentState[] wayTo(PaymentIntentState state) {
        return ways(List.of(PaymentIntentState.AWAITING_BUYER), state)
                .findFirst()
                .orElseThrow()
                .toArray(PaymentIntentState[]::new);
    }

    private static Stream<List<PaymentIntentState>> ways(List<PaymentIntentState> soFar, PaymentIntentState goal) {
        if (soFar.getLast() == goal) {
            return Stream.of(soFar);
        }
        return PaymentIntentState.moves().stream()
                .filter(move -> move.from() == soFar.getLast() && !soFar.contains(move.to()))
                .flatMap(move ->
                        ways(Stream.concat(soFar.stream(), Stream.of(move.to())).toList(), goal));
    }
}
