package dev.tollgate.limits.override;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
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

/** {@code GET /internal/v1/organizations/{orgId}/ceiling} (docs/reference/service-interfaces.md): what onboarding shows with the production status. */
@Path("/internal/v1/organizations/{orgId}/ceiling")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Groups.SERVICE, Groups.PLATFORM_ADMIN, Groups.TENANT})
@Tag(name = "internal")
class InternalCeilingResource {
    private final ReadCeiling read;
    private final CurrentPrincipal principal;

    InternalCeilingResource(ReadCeiling read, CurrentPrincipal principal) {
        this.read = read;
        this.principal = principal;
    }

    @GET
    @Operation(
            operationId = "effectiveCeiling",
            summary = "What holds for an organization",
            description =
                    "For services and staff, and with the caller's token for the caller's own organization. Scope: none.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The ceilings.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: anonymous.")
    @APIResponse(responseCode = "404", description = "`NotFound`: no id of an organization, or another's.")
    @APIResponse(
            responseCode = "503",
            description = "`UpstreamUnavailable`: whether a decision set other ceilings just now can't be known.")
    public Uni<EffectiveCeiling> effective(@PathParam("orgId") String orgId) {
        var id = Tenant.ORGANIZATION.fromPath(orgId);
        var tenant = principal.get().tenant();
        return tenant == null || tenant.orgId().equals(id)
                ? read.now(id).map(EffectiveCeiling::of)
                : Uni.createFrom().failure(Problem.notFound());
    }
}
