package dev.tollgate.limits.override;

import dev.tollgate.limits.ceiling.CeilingOverride;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What holds for an organization, and whether staff set any of it (contract/production-access.md, {@code ceiling}). */
@Schema(
        name = "EffectiveCeiling",
        description = "In USD.",
        requiredProperties = {"perTx", "daily", "monthly", "disabled", "source"})
record EffectiveCeiling(
        @Schema(examples = "100.00") String perTx,
        @Schema(examples = "500.00") String daily,
        @Schema(examples = "2000.00") String monthly,

        @Schema(description = "Whether all three are lifted.")
        boolean disabled,

        @Schema(
                enumeration = {"platform_default", "override"},
                description = "`override` as soon as anything is set.")
        String source) {
    static EffectiveCeiling of(CeilingOverride override) {
        var ceilings = override.effective();
        return new EffectiveCeiling(
                ceilings.perTx().amount(),
                ceilings.daily().amount(),
                ceilings.monthly().amount(),
                ceilings.disabled(),
                override.source());
    }
}
