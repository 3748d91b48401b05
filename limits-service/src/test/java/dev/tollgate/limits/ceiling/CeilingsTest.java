package dev.tollgate.limits.ceiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.money.Money;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions by example and by seeded property. A failing seed is in the message; {@code -Dtollgate.seed=} replays it. */
class CeilingsTest {
    private static final Windows WINDOWS = Windows.at(Instant.parse("2026-05-02T14:00:00Z"));
    private static final int RUNS = 2_000;

    @ParameterizedTest
    @CsvSource({
        // requested, used today, used this month, the ceiling that stops it
        "10000,       0,       0, fits",
        "10001,       0,       0, PER_TX",
        "    1,   50000,   50000, DAILY",
        " 5000,   45000,   45000, fits",
        " 5001,   45000,   45000, DAILY",
        " 8000,   45000,   45000, DAILY",
        "10000,       0,  190000, fits",
        "10000,       0,  190001, MONTHLY",
        "    1,       0,  200000, MONTHLY",
        "10001,   50000,  200000, PER_TX",
        "    1,   50000,  200000, DAILY",
    })
    void exactlyAtACeilingFitsAndACentOverDoesNotAndTheFirstFailureWins(
            long requested, long today, long month, String expected) {
        var decision =
                Ceilings.BETA.decide(Holder.TENANT, Usd.cents(requested), Usd.cents(today), Usd.cents(month), WINDOWS);

        assertEquals(
                expected,
                switch (decision) {
                    case CeilingDecision.Allowed fits -> "fits";
                    case CeilingDecision.Exceeded exceeded -> exceeded.type().name();
                });
    }

    @Test
    void aDenialTellsWhatStandsAgainstItsOwnWindow() {
        var daily = exceeded(80_00, 450_00, 460_00);
        var monthly = exceeded(80_00, 100_00, 1_950_00);
        var perTx = exceeded(100_01, 450_00, 460_00);

        assertEquals(Usd.cents(450_00), daily.used());
        assertEquals(Instant.parse("2026-05-03T00:00:00Z"), daily.resetsAt());
        assertEquals(Usd.cents(1_950_00), monthly.used());
        assertEquals(Instant.parse("2026-06-01T00:00:00Z"), monthly.resetsAt());
        assertEquals(Usd.ZERO, perTx.used());
        assertEquals(null, perTx.resetsAt());
    }

    @ParameterizedTest
    @CsvSource({
        // tier, the most that fits in one transaction, a day, a month
        "0,    2000,  10000,   50000",
        "1,   10000,  50000,  200000",
        "2,  100000, 500000, 2000000",
        "3,  100000, 500000, 2000000",
        "4,    2000,  10000,   50000",
        "-1,   2000,  10000,   50000",
    })
    void anAgentHasTheCeilingsOfItsTier(int tier, long perTx, long daily, long monthly) {
        var ceilings = Ceilings.ofTier(tier);

        assertEquals(LimitType.AGENT_PER_TX, agentIsStoppedBy(ceilings, perTx + 1, 0, 0));
        assertEquals(LimitType.AGENT_DAILY, agentIsStoppedBy(ceilings, 1, daily, 0));
        assertEquals(LimitType.AGENT_MONTHLY, agentIsStoppedBy(ceilings, 1, daily - 1, monthly));
        assertInstanceOf(
                CeilingDecision.Allowed.class,
                ceilings.decide(
                        Holder.AGENT, Usd.cents(perTx), Usd.cents(daily - perTx), Usd.cents(monthly - perTx), WINDOWS));
    }

    private static LimitType agentIsStoppedBy(Ceilings ceilings, long requested, long today, long month) {
        return assertInstanceOf(
                        CeilingDecision.Exceeded.class,
                        ceilings.decide(
                                Holder.AGENT, Usd.cents(requested), Usd.cents(today), Usd.cents(month), WINDOWS))
                .type();
    }

    @Test
    void anOverrideReplacesOnlyWhatItSets() {
        var ceilings = new CeilingOverride(null, Usd.cents(20_00), null, false).effective();

        assertEquals(Ceilings.BETA.perTx(), ceilings.perTx());
        assertEquals(Usd.cents(20_00), ceilings.daily());
        assertEquals(Ceilings.BETA.monthly(), ceilings.monthly());
    }

    @Test
    void aCeilingOfZeroStopsEverythingAndADisabledOneNothing() {
        var zero = new CeilingOverride(Usd.ZERO, null, null, false).effective();
        var disabled = new CeilingOverride(Usd.ZERO, Usd.ZERO, Usd.ZERO, true).effective();

        assertInstanceOf(
                CeilingDecision.Exceeded.class, zero.decide(Holder.TENANT, Usd.cents(1), Usd.ZERO, Usd.ZERO, WINDOWS));
        assertInstanceOf(
                CeilingDecision.Allowed.class,
                disabled.decide(Holder.TENANT, Usd.cents(999_999_99), Usd.cents(1), Usd.cents(1), WINDOWS));
    }

    @Test
    void whatIsAdmittedNeverAddsUpToMoreThanACeiling() {
        forEachSeed((random, seed) -> {
            var ceilings = ceilings(random);
            long today = 0;
            long month = random.nextLong(0, ceilings.monthly().minor() + 1);
            for (int request = 0; request < 40; request++) {
                var amount = amount(random, ceilings, today, month);
                if (ceilings.decide(Holder.TENANT, amount, Usd.cents(today), Usd.cents(month), WINDOWS)
                        instanceof CeilingDecision.Allowed) {
                    assertTrue(amount.minor() <= ceilings.perTx().minor(), seed);
                    today += amount.minor();
                    month += amount.minor();
                    assertTrue(today <= ceilings.daily().minor(), seed);
                    assertTrue(month <= ceilings.monthly().minor(), seed);
                }
            }
        });
    }

    @Test
    void whatIsDeniedDoesNotFitUnderTheCeilingNamedAndFitsUnderThoseBefore() {
        forEachSeed((random, seed) -> {
            var ceilings = ceilings(random);
            long today = random.nextLong(0, 2 * ceilings.daily().minor() + 2);
            long month = random.nextLong(0, 2 * ceilings.monthly().minor() + 2);
            var amount = amount(random, ceilings, today, month);
            boolean overTx = amount.minor() > ceilings.perTx().minor();
            boolean overDay = amount.minor() + today > ceilings.daily().minor();
            boolean overMonth = amount.minor() + month > ceilings.monthly().minor();
            var decision = ceilings.decide(Holder.TENANT, amount, Usd.cents(today), Usd.cents(month), WINDOWS);
            boolean right = switch (decision) {
                case CeilingDecision.Allowed fits -> !overTx && !overDay && !overMonth;
                case CeilingDecision.Exceeded exceeded ->
                    exceeded.requested().equals(amount)
                            && switch (exceeded.type()) {
                                case PER_TX -> overTx;
                                case DAILY -> !overTx && overDay;
                                case MONTHLY -> !overTx && !overDay && overMonth;
                                default -> false;
                            };
            };
            assertTrue(right, () -> seed + ": " + decision);
        });
    }

    private static CeilingDecision.Exceeded exceeded(long requested, long today, long month) {
        return assertInstanceOf(
                CeilingDecision.Exceeded.class,
                Ceilings.BETA.decide(Holder.TENANT, Usd.cents(requested), Usd.cents(today), Usd.cents(month), WINDOWS));
    }

    private interface Property {
        void holds(SplittableRandom random, String seed);
    }

    private static void forEachSeed(Property property) {
        long first = Long.getLong("tollgate.seed", System.nanoTime());
        for (long seed = first; seed < first + RUNS; seed++) {
            property.holds(new SplittableRandom(seed), "seed " + seed);
        }
    }

    private static Ceilings ceilings(SplittableRandom random) {
        return random.nextBoolean()
                ? Ceilings.BETA
                : new Ceilings(
                        Usd.cents(random.nextLong(0, 200)),
                        Usd.cents(random.nextLong(0, 1_000)),
                        Usd.cents(random.nextLong(0, 4_000)),
                        false);
    }

    /** Mostly within a cent of a boundary, where mistakes are. */
    private static Money amount(SplittableRandom random, Ceilings ceilings, long today, long month) {
        long around = switch (random.nextInt(4)) {
            case 0 -> ceilings.perTx().minor();
            case 1 -> ceilings.daily().minor() - today;
            case 2 -> ceilings.monthly().minor() - month;
            default -> random.nextLong(1, ceilings.perTx().minor() + 2);
        };
        return Usd.cents(Math.max(1, around + random.nextInt(-1, 2)));
    }
}
