package dev.tollgate.payments.limit;

import dev.tollgate.payments.fx.FxRates;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import dev.tollgate.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Reserves room for live payments. Limits commits or releases by itself when it hears how a payment ended. */
@ApplicationScoped
public class Reservations {
    private static final int CONFLICT = 409;

    private final Limits limits;
    private final FxRates rates;

    Reservations(@RestClient Limits limits, FxRates rates) {
        this.limits = limits;
        this.rates = rates;
    }

    /**
     * Reserves {@code amount} for the caller's organization.
     *
     * @param path the money path, {@code payment_intent}
     * @param reference the payment's id; limits reserves once per reference, and a repeat gets the first answer
     */
    public Uni<Reservation> reserve(Money amount, String path, String reference) {
        var currency = amount.currency();
        var usdRate = currency.equals(FxRates.USD)
                ? null
                : rates.rate(currency, FxRates.USD).toPlainString();
        return limits.reserve(new Limits.Request(amount.amount(), currency.getCurrencyCode(), usdRate, path, reference))
                .map(Reservations::decision)
                .onFailure(Reservations::isConflict)
                .recoverWithItem(new Reservation.Gone());
    }

    /** The reference is spent, on something else or on nothing: this is about us, and no business of our caller's. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof Problem refused && refused.code().status() == CONFLICT;
    }

    private static Reservation decision(Limits.Answer answer) {
        return switch (answer.outcome()) {
            case "reserved" -> "released".equals(answer.state()) ? new Reservation.Gone() : new Reservation.Reserved();
            case "denied" -> new Reservation.Denied(answer.details() == null ? Map.of() : answer.details());
            default -> throw Upstream.unavailable();
        };
    }
}
