package dev.tollgate.limits.standing;

import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/admin/organizations/{orgId}/limits}: what the organization sees in live mode, for platform staff (contract/limits.md). */
@Path("/v1/admin/organizations/{orgId}/limits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "limits")
class AdminLimitsResource {
    private final ReadLimits limits;

    AdminLimitsResource(ReadLimits limits) {
        this.limits = limits;
    }

    @GET
    @Operation(
            operationId = "readLimitsOfOrganization",
            summary = "Where an organization stands in live mode",
            description = "As `GET /v1/limits` shows it to the organization. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The ceilings and what stands against them.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
    @APIResponse(responseCode = "404", description = "`NotFound`: there is no such organization.")
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: which ceilings hold can't be known now.")
    public Uni<LimitsView> read(@PathParam("orgId") String orgId) {
        return limits.ofExisting(new Tenant(Tenant.ORGANIZATION.fromPath(orgId), Mode.LIVE))
                .map(LimitsView::live);
    }
}
