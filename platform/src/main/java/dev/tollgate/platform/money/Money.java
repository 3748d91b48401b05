package dev.tollgate.platform.money;

import dev.tollgate.platform.error.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An exact, positive-or-zero amount of one currency, held in its minor units (cents). */
public record Money(long minor, Currency currency) {
    /** Twelve digits before the point: sums of a million of the largest amounts still fit a long. */
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,11})(\\.[0-9]+)?");

    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("negative amount");
        }
    }

    public static Money ofMinor(long minor, String currencyCode) {
        return new Money(minor, Currency.getInstance(currencyCode));
    }

    /**
     * Reads an amount as the contract writes it: a plain positive decimal with at most the currency's minor digits.
     * Anything else is a {@code ValidationError} at {@code path}.
     */
    public static Money parse(String path, @Nullable String amount, Currency currency) {
        if (amount == null || !DECIMAL.matcher(amount).matches()) {
            throw Problem.invalid(path + ": must be a positive decimal string like \"12500.00\"");
        }
        var value = new BigDecimal(amount);
        if (value.scale() > currency.getDefaultFractionDigits()) {
            throw Problem.invalid(path + ": must have at most " + currency.getDefaultFractionDigits() + " decimals");
        }
        if (value.signum() == 0) {
            throw Problem.invalid(path + ": must be greater than zero");
        }
        return new Money(
                value.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    }

    /** The amount as the contract writes it, with all minor digits: {@code "12500.00"}. */
    public String amount() {
        return decimal().toPlainString();
    }

    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    public Money plus(Money other) {
        requireSame(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    public boolean isLessThan(Money other) {
        requireSame(other);
        return minor < other.minor;
    }

    /** This amount at {@code rate} units of {@code target} for one of ours, rounded to a minor unit as told. */
    public Money convert(BigDecimal rate, Currency target, RoundingMode rounding) {
        var converted = decimal().multiply(rate).setScale(target.getDefaultFractionDigits(), rounding);
        return new Money(converted.unscaledValue().longValueExact(), target);
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " is not " + other.currency);
        }
    }

    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + amount();
    }
}
