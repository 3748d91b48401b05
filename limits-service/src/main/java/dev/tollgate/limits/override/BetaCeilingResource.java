package dev.tollgate.limits.override;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/admin/organizations/{orgId}/beta-ceiling}: platform staff only (contract/limits.md). */
@Path("/v1/admin/organizations/{orgId}/beta-ceiling")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "limits")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
@APIResponse(responseCode = "404", description = "`NotFound`: there is no such organization.")
@APIResponse(
        responseCode = "503",
        description =
                "`UpstreamUnavailable`: whether a decision set a ceiling just now can't be known; nothing was changed.")
class BetaCeilingResource {
    private final ReadCeiling read;
    private final SetCeiling set;
    private final CurrentPrincipal principal;

    BetaCeilingResource(ReadCeiling read, SetCeiling set, CurrentPrincipal principal) {
        this.read = read;
        this.set = set;
        this.principal = principal;
    }

    @GET
    @Operation(
            operationId = "getBetaCeiling",
            summary = "What was set for an organization",
            description =
                    "What is null has the default: USD 100.00 per transaction, 500.00 a day, 2,000.00 a month. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "What is set, and what holds therefore.")
    public Uni<OverrideView> get(@PathParam("orgId") String orgId) {
        var id = Tenant.ORGANIZATION.fromPath(orgId);
        return read.ofExisting(id).map(override -> OverrideView.of(id, override));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setBetaCeiling",
            summary = "Set an organization's ceilings",
            description =
                    "Replaces all four; what is absent or null gets the default. At least one is named, if only as null, so that a mistyped name resets nothing. Holds for the next reservation. A ceiling below what is used"
                            + " blocks what comes next and takes nothing back. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "As it is now.")
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`: an amount, or a body without any of the four; `MalformedJson`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BetaCeiling.class)))
    public Uni<OverrideView> set(@PathParam("orgId") String orgId, @Nullable JsonNode body) {
        var id = Tenant.ORGANIZATION.fromPath(orgId);
        var by = principal.get();
        return set.execute(id, BetaCeiling.read(body).override(), Actor.of(by))
                .map(override -> OverrideView.of(id, override));
    }

    @GET
    @Path("/history")
    @Operation(
            operationId = "listBetaCeilingChanges",
            summary = "Who changed an organization's ceilings, when, from and to what",
            description = "Newest first. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page of changes.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: `limit` or `cursor`.")
    public Uni<Page<OverrideView.Change>> history(
            @PathParam("orgId") String orgId,
            @Parameter(
                            schema =
                                    @Schema(
                                            implementation = Integer.class,
                                            minimum = "1",
                                            maximum = "" + Page.MAX_LIMIT,
                                            defaultValue = Page.DEFAULT_LIMIT))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return read.history(Tenant.ORGANIZATION.fromPath(orgId), cursor, Page.limit(limit));
    }
}
