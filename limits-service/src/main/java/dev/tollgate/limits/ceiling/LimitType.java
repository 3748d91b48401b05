package dev.tollgate.limits.ceiling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stopped a reservation, as the details of a denial name it, in the order in which it is looked at (contract/limits.md). */
public enum LimitType {
    ORGANIZATION_STATUS("organization_status", "organization_not_active", Span.NONE),
    AGENT_STATUS("agent_status", "agent_not_active", Span.NONE),
    AGENT_PER_TX("agent_ceiling_per_tx", "exceeds_agent_ceiling_per_tx", Span.NONE),
    AGENT_DAILY("agent_ceiling_daily", "exceeds_agent_ceiling_daily", Span.DAY),
    AGENT_MONTHLY("agent_ceiling_monthly", "exceeds_agent_ceiling_monthly", Span.MONTH),
    PER_TX("tenant_ceiling_per_tx", "exceeds_tenant_beta_ceiling_per_tx", Span.NONE),
    DAILY("tenant_ceiling_daily", "exceeds_tenant_beta_ceiling_daily", Span.DAY),
    MONTHLY("tenant_ceiling_monthly", "exceeds_tenant_beta_ceiling_monthly", Span.MONTH);

    /** What is summed; none where a single transaction, or no amount at all, is looked at. */
    private enum Span {
        NONE,
        DAY,
        MONTH
    }

    private final String wire;
    private final String reason;
    private final Span span;

    LimitType(String wire, String reason, Span span) {
        this.wire = wire;
        this.reason = reason;
        this.span = span;
    }

    /** The {@code limitType} of the details; also how the database names it. */
    public String wire() {
        return wire;
    }

    /** The {@code reason} of the details. */
    public String reason() {
        return reason;
    }

    /** When the sum starts at zero again; null for what sums nothing. */
    @Nullable
    Instant resetsAt(Windows windows) {
        return switch (span) {
            case NONE -> null;
            case DAY -> windows.dayResetsAt();
            case MONTH -> windows.monthResetsAt();
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
