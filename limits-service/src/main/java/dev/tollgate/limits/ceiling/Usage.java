package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;

/** What stands against one window: reserved and not yet decided, and committed for good. In USD. */
public record Usage(Money reserved, Money committed) {
    public static final Usage NONE = new Usage(Usd.ZERO, Usd.ZERO);

    /** The sum that the window's ceiling caps. */
    public Money used() {
        return reserved.plus(committed);
    }
}
