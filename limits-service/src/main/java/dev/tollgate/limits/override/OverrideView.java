package dev.tollgate.limits.override;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.CeilingRepository;
import dev.tollgate.platform.principal.Actor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is set for an organization and what holds therefore. */
@Schema(
        name = "CeilingOverride",
        requiredProperties = {"organizationId", "effective"})
record OverrideView(String organizationId, @JsonUnwrapped BetaCeiling set, EffectiveCeiling effective) {
    static OverrideView of(String orgId, CeilingOverride override) {
        return new OverrideView(orgId, BetaCeiling.of(override), EffectiveCeiling.of(override));
    }

    /** One line of the history. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "CeilingChange",
            requiredProperties = {"id", "at", "before", "after", "source", "actor"})
    record Change(
            @Schema(examples = "cch_01k0000000000000000000000a")
            String id,

            @Schema(implementation = String.class, format = "date-time")
            Instant at,

            BetaCeiling before,
            BetaCeiling after,

            @Schema(enumeration = {"decision", "staff"}) String source,

            @Schema(description = "The decision about production access that set it.") @Nullable
            Long decision,

            Actor actor) {
        static Change of(CeilingRepository.Recorded recorded) {
            var change = recorded.change();
            return new Change(
                    recorded.id(),
                    recorded.at(),
                    BetaCeiling.of(change.before()),
                    BetaCeiling.of(change.after()),
                    change.source(),
                    change.decision(),
                    change.actor());
        }
    }
}
