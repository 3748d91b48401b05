package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;
import java.util.List;

/**
 * The ceilings of an organization or of an agent, in USD (contract/limits.md, Beta ceilings).
 *
 * @param perTx the largest single transaction
 * @param daily sum of a UTC day
 * @param monthly sum of a UTC calendar month
 * @param disabled whether staff lifted all three; sums are still kept
 */
public record Ceilings(Money perTx, Money daily, Money monthly, boolean disabled) {
    /** What holds for an organization without an override: USD 100, 500 and 2,000 (contract/limits.md, the table of defaults). */
    public static final Ceilings BETA = of(100, 500, 2_000);

    /** The KYA tier whose ceilings are agreed on for each agent (package {@code agent}). */
    public static final int CUSTOM_TIER = 3;

    /** By KYA tier. The third is custom; until something else is agreed on for an agent, it has what the second has. */
    private static final List<Ceilings> OF_TIER =
            List.of(of(20, 100, 500), of(100, 500, 2_000), of(1_000, 5_000, 20_000), of(1_000, 5_000, 20_000));

    private static Ceilings of(long perTx, long daily, long monthly) {
        return new Ceilings(Usd.cents(perTx * 100), Usd.cents(daily * 100), Usd.cents(monthly * 100), false);
    }

    /** What holds for an agent of this KYA tier, 0 to 3; whatever else is claimed has what the lowest has. */
    public static Ceilings ofTier(int kyaTier) {
        return OF_TIER.get(kyaTier < 0 || kyaTier >= OF_TIER.size() ? 0 : kyaTier);
    }

    /**
     * Whether {@code requested} fits on top of what stands already: per transaction, then day, then month; the first that it does not fit
     * under is the answer. Exactly at a ceiling fits, a cent over does not.
     */
    public CeilingDecision decide(
            Holder holder, Money requested, Money usedToday, Money usedThisMonth, Windows windows) {
        if (disabled) {
            return new CeilingDecision.Allowed();
        }
        if (perTx.isLessThan(requested)) {
            return CeilingDecision.Exceeded.of(holder.perTx, perTx, Usd.ZERO, requested, windows);
        }
        if (daily.isLessThan(usedToday.plus(requested))) {
            return CeilingDecision.Exceeded.of(holder.daily, daily, usedToday, requested, windows);
        }
        if (monthly.isLessThan(usedThisMonth.plus(requested))) {
            return CeilingDecision.Exceeded.of(holder.monthly, monthly, usedThisMonth, requested, windows);
        }
        return new CeilingDecision.Allowed();
    }
}
