package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an amount fits under the ceilings. */
public sealed interface CeilingDecision {
    record Allowed() implements CeilingDecision {}

    /**
     * The first ceiling that it does not fit under.
     *
     * @param used what stands against that window; zero for a single transaction's ceiling, which sums nothing
     * @param resetsAt null for a single transaction's ceiling
     */
    record Exceeded(
            LimitType type,
            Money limit,
            Money used,
            Money requested,
            @Nullable Instant resetsAt) implements CeilingDecision {}
}
