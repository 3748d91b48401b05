package dev.tollgate.limits.ceiling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which ceiling stopped a reservation, as the details of a denial name it (contract/limits.md). */
public enum LimitType {
    PER_TX("tenant_ceiling_per_tx", "exceeds_tenant_beta_ceiling_per_tx"),
    DAILY("tenant_ceiling_daily", "exceeds_tenant_beta_ceiling_daily"),
    MONTHLY("tenant_ceiling_monthly", "exceeds_tenant_beta_ceiling_monthly");

    private final String wire;
    private final String reason;

    LimitType(String wire, String reason) {
        this.wire = wire;
        this.reason = reason;
    }

    /** The {@code limitType} of the details; also how the database names it. */
    public String wire() {
        return wire;
    }

    /** The {@code reason} of the details. */
    public String reason() {
        return reason;
    }

    /** When the sum starts at zero again; null for the ceiling of a single transaction, which sums nothing. */
    @Nullable
    Instant resetsAt(Windows windows) {
        return switch (this) {
            case PER_TX -> null;
            case DAILY -> windows.dayResetsAt();
            case MONTHLY -> windows.monthResetsAt();
        };
    }

    /** Reads {@link #wire}. */
    public static LimitType parse(String wire) {
        for (var type : values()) {
            if (type.wire.equals(wire)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no limit type: " + wire);
    }
}
