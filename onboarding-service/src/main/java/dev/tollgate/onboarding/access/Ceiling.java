package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Overrides of the platform's ceilings, in US dollars with two decimals, as one decision set them; limits-service owns what comes of it (contract/limits.md).
 * Null is the platform's default: a ceiling replaces the one before as a whole.
 */
@Embeddable
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "CeilingOverride",
        requiredProperties = {"perTx", "daily", "monthly", "disabled"})
public record Ceiling(
        @Column(name = "ceiling_per_tx")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(implementation = String.class, nullable = true, examples = "100.00")
        @Nullable
        BigDecimal perTx,

        @Column(name = "ceiling_daily")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(implementation = String.class, nullable = true, examples = "500.00")
        @Nullable
        BigDecimal daily,

        @Column(name = "ceiling_monthly")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(implementation = String.class, nullable = true, examples = "2000.00")
        @Nullable
        BigDecimal monthly,

        @Column(name = "ceiling_disabled") boolean disabled) {}
