package dev.tollgate.payments.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxRatesTest {
    private final FxRates rates = new SandboxRates();

    @ParameterizedTest
    @CsvSource({"USD,USD,1.000000", "EUR,USD,1.100000", "BRL,USD,0.200000", "USD,BRL,5.000000", "EUR,BRL,5.500000"})
    void tableIsFixed(String from, String to, String rate) {
        assertEquals(
                rate,
                rates.rate(Currency.getInstance(from), Currency.getInstance(to)).toPlainString());
    }

    @Test
    void currencyThatIsNotInTheTableIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> rates.rate(Currency.getInstance("JPY"), FxRates.USD));
    }
}
