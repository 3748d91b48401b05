package dev.tollgate.limits.agent;

import dev.tollgate.limits.ceiling.Ceilings;
import dev.tollgate.platform.money.Money;

/** What staff agreed on for an agent, in USD (contract/limits.md, tier 3). */
record AgentCeiling(Money perTx, Money daily, Money monthly) {
    /** Of an agent of tier 3 for which nothing was agreed on. */
    static final AgentCeiling UNTIL_AGREED = of(Ceilings.ofTier(Ceilings.CUSTOM_TIER));

    private static AgentCeiling of(Ceilings ceilings) {
        return new AgentCeiling(ceilings.perTx(), ceilings.daily(), ceilings.monthly());
    }
}
