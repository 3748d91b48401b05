package dev.tollgate.onboarding.verification;

import dev.tollgate.onboarding.account.ConnectedAccount;
import dev.tollgate.onboarding.account.ConnectedAccountMove;
import dev.tollgate.onboarding.account.ConnectedAccountState;
import dev.tollgate.onboarding.document.Document;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.page.QueueCursor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
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
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The reviewers' side of connected accounts, live ones only; platform staff only. */
@Path("/v1/admin/connected-accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "Connected accounts review")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
class VerificationResource {
    private static final String NOBODY = "`NotFound`: no live account of any organization.";
    private static final String NOT_NOW =
            "`InvalidState`: it does not wait for a decision; details `{currentState, allowedStates}`.";

    private final CurrentPrincipal principal;
    private final ReviewConnectedAccounts review;

    VerificationResource(CurrentPrincipal principal, ReviewConnectedAccounts review) {
        this.principal = principal;
        this.review = review;
    }

    @GET
    @Operation(
            summary = "List submitted accounts, oldest first",
            description = "Live accounts of all organizations. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    public Uni<Page<ReviewedAccount>> listAccountsForReview(
            @QueryParam("status")
                    @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {"verifying", "approved", "rejected"},
                                            defaultValue = "verifying"))
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
                status == null ? ConnectedAccountState.VERIFYING : ConnectedAccountState.parse(status),
                QueueCursor.parse(cursor, ConnectedAccount.ID),
                Page.limit(limit));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One live account",
            description = "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedAccount.class, responseDescription = "The account.")
    @APIResponse(responseCode = "404", description = NOBODY)
    public Uni<ReviewedAccount> getAccountForReview(@PathParam("id") String id) {
        return review.one(ConnectedAccount.ID.fromPath(id));
    }

    @GET
    @Path("{id}/documents/{documentId}")
    @Produces({"application/pdf", "image/jpeg", "image/png"})
    @Operation(
            summary = "A document of a live account",
            description = "The file itself, as an attachment. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = {
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", description = "`NotFound`: no such document, or it was not uploaded.")
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: the document storage is away.")
    public Uni<Response> getAccountDocument(@PathParam("id") String id, @PathParam("documentId") String documentId) {
        return review.document(ConnectedAccount.ID.fromPath(id), Document.ID.fromPath(documentId))
                .map(opened -> Response.ok(
                                opened.content().getBytes(),
                                opened.document().kind().contentType())
                        .header("Content-Disposition", "attachment")
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Cache-Control", "no-store")
                        .build());
    }

    @POST
    @Path("{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Approve an account",
            description = "From `verifying`. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedAccount.class, responseDescription = "Approved.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<ReviewedAccount> approveAccount(@PathParam("id") String id, @Valid @Nullable AccountDecision decision) {
        return review.decide(
                ConnectedAccount.ID.fromPath(id),
                ConnectedAccountMove.APPROVE,
                decision == null ? null : decision.notes(),
                principal.get().actorId());
    }

    @POST
    @Path("{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reject an account",
            description = "From `verifying`, for good; `notes` is required. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReviewedAccount.class, responseDescription = "Rejected.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<ReviewedAccount> rejectAccount(@PathParam("id") String id, @Valid @Nullable AccountDecision decision) {
        var accountId = ConnectedAccount.ID.fromPath(id);
        var notes = decision == null ? null : decision.notes();
        if (notes == null) {
            throw Problem.invalid("notes: is required");
        }
        return review.decide(
                accountId, ConnectedAccountMove.REJECT, notes, principal.get().actorId());
    }

    /** What a reviewer sends. Blank notes are none. */
    @Schema(name = "ConnectedAccountDecision")
    record AccountDecision(
            @Schema(description = "Why; shown to the organization where it was rejected. Required to reject.")
            @Size(max = 2000)
            @Nullable
            String notes) {
        AccountDecision {
            notes = notes == null || notes.isBlank() ? null : notes.strip();
        }
    }
}
