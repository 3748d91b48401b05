package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a money path wants to move.
 *
 * @param usdRate US dollars for one unit of another currency, as the quote of record has it; null for an amount in USD
 * @param path the money path's name
 * @param reference the money path's id of the thing; it is decided on once
 */
record ReservationRequest(Money amount, @Nullable BigDecimal usdRate, String path, String reference) {
    /** Reads a request; what is not a sensible amount, currency or rate is a {@code ValidationError}. */
    static ReservationRequest parse(
            String amount, String currencyCode, @Nullable String usdRate, String path, String reference) {
        var currency = currency(currencyCode);
        return new ReservationRequest(
                Money.parse("amount", amount, currency), rate(usdRate, currency), path, reference);
    }

    /** What counts against the ceilings: other currencies at their rate, rounded up to the cent (contract/limits.md). */
    Money usd() {
        return usdRate == null ? amount : amount.convert(usdRate, Usd.CURRENCY, RoundingMode.UP);
    }

    /** The rate as it is written down. */
    @Nullable
    String rate() {
        return usdRate == null ? null : usdRate.toPlainString();
    }

    private static Currency currency(String code) {
        try {
            var currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) { // not gold, not the "no currency" of ISO 4217
                return currency;
            }
        } catch (IllegalArgumentException unknown) {
            // falls through to the one answer for every code that is not money
        }
        throw ReservationProblem.notACurrency();
    }

    private static @Nullable BigDecimal rate(@Nullable String text, Currency currency) {
        var rate = text == null ? null : new BigDecimal(text);
        if (currency.equals(Usd.CURRENCY)) {
            if (rate != null && rate.compareTo(BigDecimal.ONE) != 0) {
                throw ReservationProblem.rateOfDollars();
            }
            return null;
        }
        if (rate == null || rate.signum() == 0) {
            throw ReservationProblem.rateMissing();
        }
        return rate;
    }
}
