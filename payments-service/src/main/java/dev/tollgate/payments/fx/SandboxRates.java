package dev.tollgate.payments.fx;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox's fixed table: one EUR is USD 1.10, one BRL is USD 0.20 (so one USD is BRL 5.00). */
@ApplicationScoped
public class SandboxRates implements FxRates {
    private static final int DECIMALS = 6;
    private static final Map<String, BigDecimal> IN_USD =
            Map.of("USD", new BigDecimal("1.00"), "EUR", new BigDecimal("1.10"), "BRL", new BigDecimal("0.20"));

    @Override
    public BigDecimal rate(Currency from, Currency to) {
        return inUsd(from).divide(inUsd(to), DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal inUsd(Currency currency) {
        @Nullable BigDecimal rate = IN_USD.get(currency.getCurrencyCode());
        if (rate == null) {
            throw new IllegalArgumentException("the sandbox has no rate of " + currency);
        }
        return rate;
    }
}
