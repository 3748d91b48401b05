package dev.tollgate.limits.upkeep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of comparing.
 *
 * @param since the first day that was looked at
 * @param differing how many windows differ
 * @param differences the first of them
 */
@Schema(
        name = "Reconciliation",
        requiredProperties = {"at", "since", "windows", "differing", "differences"})
record Reconciliation(
        @Schema(implementation = String.class, format = "date-time")
        Instant at,

        LocalDate since,
        long windows,
        long differing,
        List<Difference> differences) {

    /** A window that does not hold what its reservations add up to. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "WindowDifference",
            requiredProperties = {"organizationId", "mode", "period", "startsOn", "kept", "recomputed"})
    record Difference(
            String organizationId,
            String mode,

            @Schema(description = "Absent for a window of the whole organization.") @Nullable
            String agentId,

            @Schema(enumeration = {"day", "month"}) String period,

            LocalDate startsOn,
            Sums kept,
            Sums recomputed) {}

    /** In USD. */
    @RegisterForReflection
    @Schema(
            name = "WindowSums",
            requiredProperties = {"reserved", "committed"})
    record Sums(
            @Schema(examples = "50.00") String reserved,
            @Schema(examples = "400.00") String committed) {}
}
