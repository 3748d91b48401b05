package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;
import java.util.Currency;

/** The currency that ceilings count in (contract/limits.md). */
public final class Usd {
    public static final Currency CURRENCY = Currency.getInstance("USD");

    public static final Money ZERO = cents(0);

    private Usd() {}

    public static Money cents(long cents) {
        return new Money(cents, CURRENCY);
    }
}
