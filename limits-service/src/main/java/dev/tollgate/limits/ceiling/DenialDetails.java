package dev.tollgate.limits.ceiling;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The {@code details} of the 403 {@code LimitExceeded} that the client gets, exactly (contract/limits.md). */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "LimitExceededDetails",
        description = "What stood in the way of an amount. Amounts are in USD; `limit` is `0.00` where a status did.",
        requiredProperties = {"code", "reason", "limitType", "limit", "used", "requested", "currency", "resetsAt"})
public record DenialDetails(
        @Schema(examples = "LIMIT_EXCEEDED") String code,

        @Schema(
                enumeration = {
                    "organization_not_active",
                    "agent_not_active",
                    "exceeds_agent_ceiling_per_tx",
                    "exceeds_agent_ceiling_daily",
                    "exceeds_agent_ceiling_monthly",
                    "exceeds_tenant_beta_ceiling_per_tx",
                    "exceeds_tenant_beta_ceiling_daily",
                    "exceeds_tenant_beta_ceiling_monthly"
                },
                examples = "exceeds_tenant_beta_ceiling_daily")
        String reason,

        @Schema(
                enumeration = {
                    "organization_status",
                    "agent_status",
                    "agent_ceiling_per_tx",
                    "agent_ceiling_daily",
                    "agent_ceiling_monthly",
                    "tenant_ceiling_per_tx",
                    "tenant_ceiling_daily",
                    "tenant_ceiling_monthly"
                },
                examples = "tenant_ceiling_daily")
        String limitType,

        @Schema(examples = "500.00") String limit,

        @Schema(
                description =
                        "What stands against that window; `0.00` for a single transaction or a status, which sum nothing.",
                examples = "450.00")
        String used,

        @Schema(examples = "80.00") String requested,
        @Schema(examples = "USD") String currency,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                description = "When the window ends; null for what sums nothing.",
                examples = "2026-05-03T00:00:00.000Z")
        @Nullable
        Instant resetsAt) {
    public static DenialDetails of(CeilingDecision.Exceeded exceeded) {
        return new DenialDetails(
                "LIMIT_EXCEEDED",
                exceeded.type().reason(),
                exceeded.type().wire(),
                exceeded.limit().amount(),
                exceeded.used().amount(),
                exceeded.requested().amount(),
                Usd.CURRENCY.getCurrencyCode(),
                exceeded.resetsAt());
    }
}
