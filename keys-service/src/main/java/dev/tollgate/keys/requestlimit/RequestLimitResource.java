package dev.tollgate.keys.requestlimit;

import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/admin/organizations/{orgId}/request-limits}: platform staff only. */
@Path("/v1/admin/organizations/{orgId}/request-limits")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "Request limits", description = "How many requests an organization may make in a minute.")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
@APIResponse(responseCode = "404", description = "`NotFound`: no id of an organization.")
class RequestLimitResource {
    private final CurrentPrincipal principal;
    private final ChangeRequestLimits limits;

    RequestLimitResource(CurrentPrincipal principal, ChangeRequestLimits limits) {
        this.principal = principal;
        this.limits = limits;
    }

    @GET
    @Operation(
            operationId = "getRequestLimits",
            summary = "What was set for an organization",
            description = "Null: the default, 1,000 in test and 6,000 in live mode. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The limits.")
    public Uni<RequestLimits> get(@PathParam("orgId") String orgId) {
        return limits.find(Tenant.ORGANIZATION.fromPath(orgId));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setRequestLimits",
            summary = "Set them",
            description = "Both modes at once, within seconds at every gateway. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The limits as they are now.")
    public Uni<RequestLimits> set(
            @PathParam("orgId") String orgId, @NotNull(message = "is required") @Valid RequestLimits body) {
        return limits.execute(Actor.of(principal.get()), Tenant.ORGANIZATION.fromPath(orgId), body);
    }
}
