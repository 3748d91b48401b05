package dev.tollgate.payments.fx;

import java.math.BigDecimal;
import java.util.Currency;

/** A source of exchange rates: the port behind which a market stands one day. */
public interface FxRates {
    Currency USD = Currency.getInstance("USD");
    Currency BRL = Currency.getInstance("BRL");

    /** How many units of {@code to} one unit of {@code from} is, with six decimals. */
    BigDecimal rate(Currency from, Currency to);
}
