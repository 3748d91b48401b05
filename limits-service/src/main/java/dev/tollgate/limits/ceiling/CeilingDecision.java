package dev.tollgate.limits.ceiling;

import dev.tollgate.platform.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an amount may count. */
public sealed interface CeilingDecision {
    record Allowed() implements CeilingDecision {}

    /**
     * The first thing that stood in its way.
     *
     * @param limit zero where no amount at all would have been let through
     * @param used what stands against that window; zero for what sums nothing
     * @param resetsAt null for what sums nothing
     */
    record Exceeded(
            LimitType type,
            Money limit,
            Money used,
            Money requested,
            @Nullable Instant resetsAt) implements CeilingDecision {
        static Exceeded of(LimitType type, Money limit, Money used, Money requested, Windows windows) {
            return new Exceeded(type, limit, used, requested, type.resetsAt(windows));
        }

        /** Whatever the amount: who asks may not ask. */
        public static Exceeded always(LimitType type, Money requested) {
            return new Exceeded(type, Usd.ZERO, Usd.ZERO, requested, null);
        }
    }
}
