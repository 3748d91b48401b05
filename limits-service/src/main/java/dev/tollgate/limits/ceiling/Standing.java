package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;

/** Where an organization stands in its current windows: its effective ceilings and what counts against them. */
public record Standing(Windows windows, Ceilings ceilings, Usage today, Usage thisMonth) {
    /** Whether {@code requested} (USD) fits. */
    public CeilingDecision decide(Money requested) {
        return ceilings.decide(requested, today.used(), thisMonth.used(), windows);
    }
}
