package dev.tollgate.platform.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.error.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency JPY = Currency.getInstance("JPY");

    @ParameterizedTest
    @CsvSource({"12500.00,1250000", "12500,1250000", "0.01,1", "10.5,1050", "999999999999.99,99999999999999"})
    void readsPlainDecimals(String text, long cents) {
        assertEquals(cents, Money.parse("amount", text, USD).minor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0.00",
                "-1",
                "+1",
                "1e3",
                "NaN",
                "Infinity",
                "1.",
                ".5",
                "01",
                "1,000.00",
                " 1",
                "1 ",
                "1.001",
                "1000000000000",
                "١"
            })
    void refusesEverythingElse(String text) {
        assertThrows(Problem.class, () -> Money.parse("amount", text, USD));
    }

    @Test
    void namesThePathAndTheDigitsOfTheCurrency() {
        var refusal = assertThrows(Problem.class, () -> Money.parse("amount", "1.5", JPY));

        assertEquals(List.of("amount: must have at most 0 decimals"), refusal.text());
    }

    @Test
    void writesWhatItReads() {
        long seed = 20_261_122;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            var money = new Money(random.nextLong(1, 100_000_000_000_000L), USD);
            assertEquals(money, Money.parse("amount", money.amount(), USD), "seed " + seed);
        }
    }

    @Test
    void convertsExactlyAndRoundsAsTold() {
        var reais = Money.parse("amount", "10.00", Currency.getInstance("BRL"));

        assertEquals(
                "1.85",
                reais.convert(new BigDecimal("0.1841"), USD, RoundingMode.UP).amount());
        assertEquals(
                "1.84",
                reais.convert(new BigDecimal("0.1841"), USD, RoundingMode.DOWN).amount());
    }

    @Test
    void neverMixesCurrencies() {
        var dollars = new Money(1, USD);
        var yen = new Money(1, JPY);

        assertThrows(IllegalArgumentException.class, () -> dollars.plus(yen));
        assertThrows(IllegalArgumentException.class, () -> dollars.isLessThan(yen));
    }

    @Test
    void overflowIsAnErrorNotAnAmount() {
        var most = new Money(Long.MAX_VALUE, USD);

        assertThrows(ArithmeticException.class, () -> most.plus(new Money(1, USD)));
    }
}
