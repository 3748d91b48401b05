package dev.tollgate.limits.ceiling;

/** Whose ceilings an amount is held against: those of the agent that acts, then those of its organization. */
public enum Holder {
    AGENT(LimitType.AGENT_PER_TX, LimitType.AGENT_DAILY, LimitType.AGENT_MONTHLY),
    TENANT(LimitType.PER_TX, LimitType.DAILY, LimitType.MONTHLY);

    final LimitType perTx;
    final LimitType daily;
    final LimitType monthly;

    Holder(LimitType perTx, LimitType daily, LimitType monthly) {
        this.perTx = perTx;
        this.daily = daily;
        this.monthly = monthly;
    }
}
