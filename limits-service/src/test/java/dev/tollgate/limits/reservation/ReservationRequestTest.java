package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationRequestTest {
    @ParameterizedTest
    @CsvSource({
        "80.00,  USD,        , 80.00",
        "80.00,  USD,       1, 80.00",
        "80.00,  USD,    1.00, 80.00",
        "100.00, EUR,  1.0842, 108.42",
        "99.99,  EUR,  1.0842, 108.41", // 108.409158
        "0.01,   BRL,  0.1823, 0.01",
        "500,    JPY, 0.00668, 3.34",
        "501,    JPY, 0.00668, 3.35", // 3.34668
        "1.001,  KWD,   3.251, 3.26", // 3.254251
    })
    void otherCurrenciesCountAtTheirRateRoundedUpToTheCent(
            String amount, String currency, @Nullable String rate, String usd) {
        assertEquals(usd, parse(amount, currency, rate).usd().amount());
    }

    @ParameterizedTest
    @CsvSource({
        "80.00,  XAU,       1, currency: must be an ISO 4217 code",
        "80.00,  usd,        , currency: must be an ISO 4217 code",
        "80.00,  DOLLAR,     , currency: must be an ISO 4217 code",
        "80.00,  EUR,        , usdRate: must be greater than zero for a currency other than USD",
        "80.00,  EUR,    0.0, usdRate: must be greater than zero for a currency other than USD",
        "80.00,  USD,    1.01, usdRate: must be absent or 1 for USD",
        "80.001, USD,        , amount: must have at most 2 decimals",
        "0.00,   USD,        , amount: must be greater than zero",
    })
    void whatIsNoSensibleAmountIsRefused(String amount, String currency, @Nullable String rate, String violation) {
        var refused = assertThrows(Problem.class, () -> parse(amount, currency, rate));

        assertEquals(List.of(violation), refused.text());
    }

    @Test
    void theDollarsAreTheSmallestWholeCentsThatCoverTheExactProduct() {
        long first = Long.getLong("tollgate.seed", System.nanoTime());
        for (long seed = first; seed < first + 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var amount = Money.ofMinor(random.nextLong(1, 10_000_000), "EUR");
            var rate = BigDecimal.valueOf(random.nextLong(1, 99_999_999), 6);
            var exact = amount.decimal().multiply(rate);
            var counted =
                    parse(amount.amount(), "EUR", rate.toPlainString()).usd().decimal();

            assertTrue(counted.compareTo(exact) >= 0, "seed " + seed);
            assertTrue(counted.subtract(new BigDecimal("0.01")).compareTo(exact) < 0, "seed " + seed);
        }
    }

    @Test
    void theLargestAmountAtTheLargestRateIsStillExact() {
        assertEquals(
                "9999999999999899.01",
                parse("999999999999.99", "EUR", "9999.999999999999").usd().amount());
    }

    private static ReservationRequest parse(String amount, String currency, @Nullable String rate) {
        return ReservationRequest.parse(amount, currency, rate, "payment_intent", "pi_1");
    }
}
