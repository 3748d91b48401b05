package dev.tollgate.payments.rail;

import static dev.tollgate.payments.intent.PaymentIntentState.BUYER_KYC_APPROVED;
import static dev.tollgate.payments.intent.PaymentIntentState.BUYER_KYC_PENDING;
import static dev.tollgate.payments.intent.PaymentIntentState.BUYER_KYC_REJECTED;
import static dev.tollgate.payments.intent.PaymentIntentState.FIAT_RECEIVED;
import static dev.tollgate.payments.intent.PaymentIntentState.FX_QUOTED;
import static dev.tollgate.payments.intent.PaymentIntentState.OFFRAMP_FAILED;
import static dev.tollgate.payments.intent.PaymentIntentState.OFFRAMP_PENDING;
import static dev.tollgate.payments.intent.PaymentIntentState.ON_CHAIN_CONFIRMED;
import static dev.tollgate.payments.intent.PaymentIntentState.ON_RAMP_FAILED;
import static dev.tollgate.payments.intent.PaymentIntentState.ON_RAMP_PENDING;

import dev.tollgate.payments.fx.FxRates;
import dev.tollgate.payments.intent.PaymentIntent;
import dev.tollgate.payments.intent.PaymentIntentState;
import dev.tollgate.payments.intent.Report;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Plays buyer, bank and chain in test mode; no money moves. All goes well and takes about three seconds, unless the part of the buyer's
 * address before the @ asks for something else: {@code kyc-rejected}, {@code onramp-fail} (every attempt), {@code offramp-fail-once},
 * {@code slow} (ten times slower), {@code never-pays} (waits until it expires).
 */
@ApplicationScoped
public class SandboxRail implements Rail {
    private static final int SLOW_FACTOR = 10;
    private static final Report REJECTED = new Report.Ended(BUYER_KYC_REJECTED, "buyer_kyc_rejected");

    private final FxRates rates;
    private final Duration stepDelay;

    SandboxRail(FxRates rates, @ConfigProperty(name = "tollgate.sandbox.step-delay") Duration stepDelay) {
        this.rates = rates;
        this.stepDelay = stepDelay;
    }

    @Override
    public Uni<Progress> advance(PaymentIntent intent) {
        return Uni.createFrom().item(next(intent));
    }

    Progress next(PaymentIntent intent) {
        var email = intent.terms().buyer().email();
        var trigger = email.substring(0, email.indexOf('@'));
        return switch (intent.state()) {
            case AWAITING_BUYER ->
                trigger.equals("never-pays") ? new Progress.Stopped() : reached(BUYER_KYC_PENDING, trigger);
            case BUYER_KYC_PENDING ->
                trigger.equals("kyc-rejected") ? reported(REJECTED, trigger) : reached(BUYER_KYC_APPROVED, trigger);
            case BUYER_KYC_APPROVED -> reached(FX_QUOTED, trigger);
            case FX_QUOTED -> reached(ON_RAMP_PENDING, trigger);
            case ON_RAMP_PENDING -> reached(trigger.equals("onramp-fail") ? ON_RAMP_FAILED : FIAT_RECEIVED, trigger);
            case FIAT_RECEIVED -> reached(ON_CHAIN_CONFIRMED, trigger);
            case ON_CHAIN_CONFIRMED -> reached(OFFRAMP_PENDING, trigger);
            case OFFRAMP_PENDING ->
                trigger.equals("offramp-fail-once") && intent.times(OFFRAMP_PENDING) == 1
                        ? reached(OFFRAMP_FAILED, trigger)
                        : reported(settlement(intent), trigger);
            case ON_RAMP_FAILED, OFFRAMP_FAILED, BUYER_KYC_REJECTED, SETTLED, FAILED, CANCELLED, EXPIRED ->
                new Progress.Stopped();
        };
    }

    private Report settlement(PaymentIntent intent) {
        return new Report.Settled(rates.rate(intent.terms().amount().currency(), FxRates.BRL));
    }

    private Progress reached(PaymentIntentState state, String trigger) {
        return reported(new Report.Reached(state), trigger);
    }

    private Progress reported(Report report, String trigger) {
        return new Progress.Reported(report, trigger.equals("slow") ? stepDelay.multipliedBy(SLOW_FACTOR) : stepDelay);
    }
}
