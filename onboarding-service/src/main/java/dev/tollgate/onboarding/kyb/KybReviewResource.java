package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.page.QueueCursor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The reviewers' side, live applications only; platform staff only. */
@Path("/v1/admin/kyb")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "KYB review")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
class KybReviewResource {
    private static final String NOBODY = "`NotFound`: the organization has not applied in live.";
    private static final String NOT_NOW =
            "`InvalidState`: nothing is pending, or another application than the expected one; details `{currentState,"
                    + " allowedStates}`.";

    private final CurrentPrincipal principal;
    private final ReviewKyb review;

    KybReviewResource(CurrentPrincipal principal, ReviewKyb review) {
        this.principal = principal;
        this.review = review;
    }

    @GET
    @Operation(
            summary = "List applications, oldest first",
            description = "Of each organization that has applied in live its latest application, where that is in this"
                    + " state. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    public Uni<Page<ReviewedKyb>> listKyb(
            @QueryParam("status")
                    @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {"pending", "approved", "rejected"},
                                            defaultValue = "pending"))
                    @Nullable
                    String status,
            @QueryParam("limit")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "" + Page.MAX_LIMIT,
                                            defaultValue = Page.DEFAULT_LIMIT))
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return review.oldest(
                status == null ? KybStatus.PENDING : KybStatus.ofApplication(status),
                QueueCursor.parse(cursor, Tenant.ORGANIZATION),
                Page.limit(limit));
    }

    @GET
    @Path("{orgId}")
    @Operation(
            summary = "An organization's latest application",
            description = "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedKyb.class, responseDescription = "The application.")
    @APIResponse(responseCode = "404", description = NOBODY)
    public Uni<ReviewedKyb> getKyb(@PathParam("orgId") String orgId) {
        return review.read(Tenant.ORGANIZATION.fromPath(orgId)).map(ReviewedKyb::of);
    }

    @POST
    @Path("{orgId}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Approve an application",
            description = "From `pending`. Send the `submission` that you looked at as `expectedSubmission`: the"
                    + " organization may have applied anew. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedKyb.class, responseDescription = "Approved.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a field is not as described; `MalformedJson`.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<ReviewedKyb> approveKyb(@PathParam("orgId") String orgId, @Valid @Nullable KybDecision decision) {
        var said = decision == null ? KybDecision.NOTHING : decision;
        return review.approve(
                        Tenant.ORGANIZATION.fromPath(orgId),
                        principal.get().actorId(),
                        said.notes(),
                        said.expectedSubmission())
                .map(ReviewedKyb::of);
    }

    @POST
    @Path("{orgId}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reject an application",
            description =
                    "From `pending`; `notes` is required. The organization may apply again. Send the `submission` that"
                            + " you looked at as `expectedSubmission`. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedKyb.class, responseDescription = "Rejected.")
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`: no notes, or a field is not as described; `MalformedJson`.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<ReviewedKyb> rejectKyb(@PathParam("orgId") String orgId, @Valid @Nullable KybDecision decision) {
        var said = decision == null ? KybDecision.NOTHING : decision;
        var notes = said.notes();
        if (notes == null) {
            throw Problem.invalid("notes: is required");
        }
        return review.reject(
                        Tenant.ORGANIZATION.fromPath(orgId),
                        principal.get().actorId(),
                        notes,
                        said.expectedSubmission())
                .map(ReviewedKyb::of);
    }

    /** What a reviewer sends. Blank notes are none. */
    @Schema(name = "KybDecision")
    record KybDecision(
            @Schema(description = "Why. Required to reject.") @Size(max = 2000) @Nullable
            String notes,

            @Schema(
                    description = "The `submission` that you were looking at. If another one waits by now, the"
                            + " answer is 409 `InvalidState`.",
                    examples = "17")
            @Nullable
            Long expectedSubmission) {
        static final KybDecision NOTHING = new KybDecision(null, null);

        KybDecision {
            notes = notes == null || notes.isBlank() ? null : notes.strip();
        }
    }
}
