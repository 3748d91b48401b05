package dev.tollgate.onboarding.ceiling;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What caps an organization's live payments, in US dollars.
 *
 * @param source {@code override} as soon as any override or the disable flag is set, else {@code platform_default}
 */
@RegisterForReflection
@Schema(
        name = "EffectiveCeiling",
        requiredProperties = {"perTx", "daily", "monthly", "disabled", "source"})
public record EffectiveCeiling(
        @Schema(examples = "100.00") String perTx,
        @Schema(examples = "500.00") String daily,
        @Schema(examples = "2000.00") String monthly,

        @Schema(description = "True: none of them holds.") boolean disabled,

        @Schema(enumeration = {"platform_default", "override"})
        String source) {}
