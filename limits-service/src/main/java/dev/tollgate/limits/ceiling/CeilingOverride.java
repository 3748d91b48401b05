package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** What staff set for an organization, in USD; null stands for the default (contract/limits.md, Beta ceilings). */
public record CeilingOverride(
        @Nullable Money perTx,
        @Nullable Money daily,
        @Nullable Money monthly,
        boolean disabled) {
    public static final CeilingOverride NONE = new CeilingOverride(null, null, null, false);

    /** What holds under it. */
    public Ceilings effective() {
        return new Ceilings(
                or(perTx, Ceilings.BETA.perTx()),
                or(daily, Ceilings.BETA.daily()),
                or(monthly, Ceilings.BETA.monthly()),
                disabled);
    }

    /** {@code override} as soon as anything is set (contract/production-access.md), else {@code platform_default}. */
    public String source() {
        return equals(NONE) ? "platform_default" : "override";
    }

    static @Nullable Long cents(@Nullable Money amount) {
        return amount == null ? null : amount.minor();
    }

    private static Money or(@Nullable Money set, Money otherwise) {
        return set == null ? otherwise : set;
    }
}
