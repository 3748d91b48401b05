package dev.tollgate.keys.agent;

import dev.tollgate.platform.principal.Tenant;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/agents}. */
@Schema(name = "NewAgent")
record NewAgent(
        @Schema(examples = "Purchasing agent")
        @NotBlank(message = "is required")
        @Size(max = 100, message = "must have at most 100 characters")
        @Pattern(regexp = "\\P{Cc}*", message = "must not have control characters")
        @Nullable
        String name,

        @Schema(description = "How well the agent is known; 0 if omitted.", examples = "1")
        @Min(value = 0, message = NewAgent.TIER)
        @Max(value = 3, message = NewAgent.TIER)
        @Nullable
        Integer kyaTier) {
    static final String TIER = "must be a number from 0 to 3";

    AgentOrder order(Tenant tenant, @Nullable String idempotencyKey) {
        return new AgentOrder(tenant, String.valueOf(name), kyaTier == null ? 0 : kyaTier, idempotencyKey);
    }
}
