package dev.tollgate.limits.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Actor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What holds for an agent while it is of the third tier. */
@Schema(
        name = "AgentCeiling",
        description = "In USD.",
        requiredProperties = {"organizationId", "agentId", "perTx", "daily", "monthly", "source"})
record AgentCeilingView(
        String organizationId,
        String agentId,
        @Schema(examples = "5000.00") String perTx,
        @Schema(examples = "20000.00") String daily,
        @Schema(examples = "80000.00") String monthly,

        @Schema(
                enumeration = {"tier_2", "custom"},
                description = "`tier_2`: nothing was agreed on, and tier 2's hold.")
        String source) {
    static AgentCeilingView of(String orgId, String agentId, Optional<AgentCeiling> agreed) {
        var holds = agreed.orElse(AgentCeiling.UNTIL_AGREED);
        return new AgentCeilingView(
                orgId,
                agentId,
                holds.perTx().amount(),
                holds.daily().amount(),
                holds.monthly().amount(),
                agreed.isPresent() ? "custom" : "tier_2");
    }

    /** What staff sets: all three. */
    @Schema(name = "AgentCeilingRequest", description = "In USD.")
    record Request(
            @Schema(examples = "5000.00") @NotNull(message = "is required")
            String perTx,

            @Schema(examples = "20000.00") @NotNull(message = "is required")
            String daily,

            @Schema(examples = "80000.00") @NotNull(message = "is required")
            String monthly) {
        AgentCeiling ceiling() {
            return new AgentCeiling(
                    Money.parse("perTx", perTx, Usd.CURRENCY),
                    Money.parse("daily", daily, Usd.CURRENCY),
                    Money.parse("monthly", monthly, Usd.CURRENCY));
        }
    }

    /** One line of the history. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(
            name = "AgentCeilingChange",
            requiredProperties = {"id", "at", "before", "after", "actor"})
    record Change(
            @Schema(examples = "cch_01k0000000000000000000000a")
            String id,

            @Schema(implementation = String.class, format = "date-time")
            Instant at,

            @Schema(nullable = true, description = "Null: nothing was agreed on.")
            AgentCeilingEvent.@Nullable Setting before,

            @Schema(nullable = true, description = "Null: nothing is any more.")
            AgentCeilingEvent.@Nullable Setting after,

            Actor actor) {
        static Change of(AgentCeilingRepository.Recorded recorded) {
            var change = recorded.change();
            return new Change(
                    recorded.id(),
                    recorded.at(),
                    AgentCeilingEvent.Setting.of(change.before()),
                    AgentCeilingEvent.Setting.of(change.after()),
                    change.actor());
        }
    }
}
