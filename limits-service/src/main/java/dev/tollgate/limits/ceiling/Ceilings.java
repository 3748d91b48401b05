package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An organization's ceilings, in USD (contract/limits.md, Beta ceilings).
 *
 * @param perTx the largest single transaction
 * @param daily sum of a UTC day
 * @param monthly sum of a UTC calendar month
 * @param disabled whether staff lifted all three; sums are still kept
 */
public record Ceilings(Money perTx, Money daily, Money monthly, boolean disabled) {
    /** What holds for an organization without an override: USD 100, 500 and 2,000 (contract/limits.md, the table of defaults). */
    public static final Ceilings BETA = new Ceilings(Usd.cents(100_00), Usd.cents(500_00), Usd.cents(2_000_00), false);

    /** The ceilings under an override; null stands for the default. */
    static Ceilings overridden(
            @Nullable Long perTxCents, @Nullable Long dailyCents, @Nullable Long monthlyCents, boolean disabled) {
        return new Ceilings(
                perTxCents == null ? BETA.perTx : Usd.cents(perTxCents),
                dailyCents == null ? BETA.daily : Usd.cents(dailyCents),
                monthlyCents == null ? BETA.monthly : Usd.cents(monthlyCents),
                disabled);
    }

    /**
     * Whether {@code requested} fits on top of what stands already: per transaction, then day, then month; the first that it does not fit
     * under is the answer. Exactly at a ceiling fits, a cent over does not.
     */
    public CeilingDecision decide(Money requested, Money usedToday, Money usedThisMonth, Windows windows) {
        if (disabled) {
            return new CeilingDecision.Allowed();
        }
        if (perTx.isLessThan(requested)) {
            return exceeded(LimitType.PER_TX, perTx, Usd.ZERO, requested, windows);
        }
        if (daily.isLessThan(usedToday.plus(requested))) {
            return exceeded(LimitType.DAILY, daily, usedToday, requested, windows);
        }
        if (monthly.isLessThan(usedThisMonth.plus(requested))) {
            return exceeded(LimitType.MONTHLY, monthly, usedThisMonth, requested, windows);
        }
        return new CeilingDecision.Allowed();
    }

    private static CeilingDecision exceeded(LimitType type, Money limit, Money used, Money requested, Windows windows) {
        return new CeilingDecision.Exceeded(type, limit, used, requested, type.resetsAt(windows));
    }
}
