package dev.tollgate.onboarding.review;

import dev.tollgate.onboarding.access.Decision;
import dev.tollgate.onboarding.access.ProductionAccessState;
import dev.tollgate.onboarding.access.ProductionAccessTransition;
import dev.tollgate.onboarding.ceiling.Ceilings;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.page.QueueCursor;
import dev.tollgate.platform.principal.Actor;
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

/** The reviewers' side; platform staff only. */
@Path("/v1/admin/production-access")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "Production access review")
@APIResponse(
        responseCode = "400",
        description = "`ValidationError`: a parameter or a field is not as described; `MalformedJson`.")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
class ReviewResource {
    private static final String NOBODY = "`NotFound`: an organization nobody heard of.";
    private static final String NOT_NOW =
            "`InvalidState`: not from the present state, or after a later decision than the expected; details"
                    + " `{currentState, allowedStates}`.";

    /** Else two reviewers may decide about two different declarations, one of them unseen. */
    private static final String SEEN = "Send the `decision` that you looked at as `expectedDecision`. ";

    private final CurrentPrincipal principal;
    private final ReadDeclarations read;
    private final DecideProductionAccess decide;

    private final Ceilings ceilings;

    ReviewResource(
            CurrentPrincipal principal, ReadDeclarations read, DecideProductionAccess decide, Ceilings ceilings) {
        this.principal = principal;
        this.read = read;
        this.decide = decide;
        this.ceilings = ceilings;
    }

    @GET
    @Operation(
            summary = "List declarations, oldest first",
            description = "Organizations that have declared at least once. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page.")
    public Uni<Page<AdminView>> listDeclarations(
            @Parameter(
                            description = "Only organizations in this state.",
                            schema = @Schema(implementation = ProductionAccessState.class))
                    @QueryParam("status")
                    @Nullable
                    String status,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "" + Page.MAX_LIMIT,
                                            defaultValue = Page.DEFAULT_LIMIT))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return read.oldest(
                status == null ? null : ProductionAccessState.parse("status", status),
                QueueCursor.parse(cursor, Tenant.ORGANIZATION),
                Page.limit(limit),
                AdminView::listed);
    }

    @GET
    @Path("{orgId}")
    @Operation(
            summary = "One organization with its history",
            description = "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = AdminView.class, responseDescription = "The organization.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: nobody could say what the ceilings are.")
    public Uni<AdminView> getProductionAccess(@PathParam("orgId") String orgId) {
        return read.any(Tenant.ORGANIZATION.fromPath(orgId))
                .chain(found -> ceilings.of(orgId).map(ceiling -> AdminView.whole(found, ceiling)));
    }

    @POST
    @Path("{orgId}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Approve a declaration",
            description = "From `declaration_pending`, if an owner has accepted the terms: live opens. " + SEEN
                    + "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = AdminView.class, responseDescription = "Decided; the organization as it is now.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<AdminView> approveProductionAccess(@PathParam("orgId") String orgId, @Valid @Nullable Review review) {
        return decide(orgId, ProductionAccessTransition.APPROVE, review);
    }

    @POST
    @Path("{orgId}/deny")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Deny a declaration",
            description = "From `declaration_pending`; `notes` is required. " + SEEN + "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = AdminView.class, responseDescription = "Decided; the organization as it is now.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<AdminView> denyProductionAccess(@PathParam("orgId") String orgId, @Valid @Nullable Review review) {
        return decide(orgId, ProductionAccessTransition.DENY, review);
    }

    @POST
    @Path("{orgId}/suspend")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Suspend an approved organization",
            description = "From `production_approved`: live stops with the next request; `notes` is required. " + SEEN
                    + "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = AdminView.class, responseDescription = "Decided; the organization as it is now.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<AdminView> suspendProductionAccess(@PathParam("orgId") String orgId, @Valid @Nullable Review review) {
        return decide(orgId, ProductionAccessTransition.SUSPEND, review);
    }

    @POST
    @Path("{orgId}/reinstate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Reinstate a suspended organization",
            description = "From `production_suspended`: live opens again. " + SEEN + "Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = AdminView.class, responseDescription = "Decided; the organization as it is now.")
    @APIResponse(responseCode = "404", description = NOBODY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    public Uni<AdminView> reinstateProductionAccess(@PathParam("orgId") String orgId, @Valid @Nullable Review review) {
        return decide(orgId, ProductionAccessTransition.REINSTATE, review);
    }

    private Uni<AdminView> decide(String path, ProductionAccessTransition transition, @Nullable Review review) {
        var orgId = Tenant.ORGANIZATION.fromPath(path);
        var decision = (review == null ? Review.NOTHING : review).decision(transition);
        return decide.decide(orgId, decision, Actor.of(principal.get()))
                .chain(() -> read.any(orgId))
                .map(AdminView::decided);
    }

    /** What a reviewer sends. Blank notes are none. */
    @Schema(name = "Decision")
    record Review(
            @Schema(
                    description = "Why; shown to the organization. Required to deny and to suspend.",
                    examples = "The website is not yours.")
            @Size(max = 2000)
            @Nullable
            String notes,

            @Schema(
                    description = "The ceilings from this decision on, in one act with it. Absent: they stay as they"
                            + " are.")
            @Nullable
            CeilingRequest ceiling,

            @Schema(
                    description = "The `decision` that you were looking at. If there is a later one by now, the"
                            + " answer is 409 `InvalidState`.",
                    examples = "1")
            @Nullable
            Integer expectedDecision) {

        static final Review NOTHING = new Review(null, null, null);

        Review {
            notes = notes == null || notes.isBlank() ? null : notes.strip();
        }

        Decision decision(ProductionAccessTransition transition) {
            if (notes == null && transition.needsNotes()) {
                throw Problem.invalid("notes: is required");
            }
            return new Decision(transition, notes, ceiling == null ? null : ceiling.ceiling(), expectedDecision);
        }
    }
}
