package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An application as its reviewers see it. */
@RegisterForReflection
@Schema(
        name = "ReviewedKyb",
        requiredProperties = {
            "organizationId",
            "mode",
            "submission",
            "kybStatus",
            "application",
            "submittedBy",
            "submittedAt",
            "reviewedBy",
            "reviewedAt",
            "reviewNotes"
        })
record ReviewedKyb(
        String organizationId,
        Mode mode,

        @Schema(
                description = "The number of this application; a later one of the organization has a higher one."
                        + " Send it as `expectedSubmission`.",
                examples = "17")
        long submission,

        KybStatus kybStatus,
        KybApplication application,
        String submittedBy,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant submittedAt,

        @Schema(nullable = true) @Nullable String reviewedBy,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant reviewedAt,

        @Schema(nullable = true) @Nullable String reviewNotes) {

    static ReviewedKyb of(KybSubmission submission) {
        var review = submission.review();
        return new ReviewedKyb(
                submission.tenant().orgId(),
                submission.tenant().mode(),
                submission.number(),
                submission.status(),
                submission.application(),
                submission.submittedBy(),
                submission.submittedAt(),
                review == null ? null : review.reviewedBy(),
                review == null ? null : review.reviewedAt(),
                review == null ? null : review.notes());
    }
}
