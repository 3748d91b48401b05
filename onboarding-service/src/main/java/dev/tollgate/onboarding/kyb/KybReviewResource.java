package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The reviewers' side, live applications only; platform staff only. */
@Path("/v1/admin/kyb/{orgId}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "KYB review")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
@APIResponse(responseCode = "404", description = "`NotFound`: the organization has not applied in live.")
class KybReviewResource {
    private static final String NOT_NOW =
            "`InvalidState`: nothing is pending; details `{currentState, allowedStates}`.";

    private final CurrentPrincipal principal;
    private final ReviewKyb review;

    KybReviewResource(CurrentPrincipal principal, ReviewKyb review) {
        this.principal = principal;
        this.review = review;
    }

    @GET
    @Operation(
            summary = "An organization's latest application",
            description = "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedKyb.class, responseDescription = "The application.")
    public Uni<ReviewedKyb> getKyb(@PathParam("orgId") String orgId) {
        return review.read(Tenant.ORGANIZATION.fromPath(orgId)).map(ReviewedKyb::of);
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Approve an application",
            description = "From `pending`. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedKyb.class, responseDescription = "Approved.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a field is not as described; `MalformedJson`.")
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<ReviewedKyb> approveKyb(@PathParam("orgId") String orgId, @Valid @Nullable KybDecision decision) {
        return review.approve(
                        Tenant.ORGANIZATION.fromPath(orgId),
                        principal.get().actorId(),
                        decision == null ? null : decision.notes())
                .map(ReviewedKyb::of);
    }

    @POST
    @Path("reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reject an application",
            description =
                    "From `pending`; `notes` is required. The organization may apply again. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedKyb.class, responseDescription = "Rejected.")
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`: no notes, or a field is not as described; `MalformedJson`.")
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<ReviewedKyb> rejectKyb(@PathParam("orgId") String orgId, @Valid @Nullable KybDecision decision) {
        var notes = decision == null ? null : decision.notes();
        if (notes == null) {
            throw Problem.invalid("notes: is required");
        }
        return review.reject(
                        Tenant.ORGANIZATION.fromPath(orgId), principal.get().actorId(), notes)
                .map(ReviewedKyb::of);
    }

    /** What a reviewer sends. Blank notes are none. */
    @Schema(name = "KybDecision")
    record KybDecision(
            @Schema(description = "Why. Required to reject.") @Size(max = 2000) @Nullable
            String notes) {
        KybDecision {
            notes = notes == null || notes.isBlank() ? null : notes.strip();
        }
    }

    /** An application as its reviewers see it. */
    @Schema(
            name = "ReviewedKyb",
            requiredProperties = {
                "organizationId",
                "mode",
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
                    submission.status(),
                    submission.application(),
                    submission.submittedBy(),
                    submission.submittedAt(),
                    review == null ? null : review.reviewedBy(),
                    review == null ? null : review.reviewedAt(),
                    review == null ? null : review.notes());
        }
    }
}
