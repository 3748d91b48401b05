package dev.tollgate.keys.requestlimit;

import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /internal/v1/request-quota} (docs/reference/service-interfaces.md): for the gateway, which never proxies it. */
@Path("/internal/v1/request-quota")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "internal", description = "Between services; the gateway does not proxy these.")
class RequestQuotaResource {
    private final RequestWindow window;

    RequestQuotaResource(RequestWindow window) {
        this.window = window;
    }

    /** How many requests a gateway would like to let in. */
    @Schema(name = "RequestQuotaOrder")
    record Order(
            @Schema(examples = "org_01kay4d0y5e1rrv4x8p0m6c2tz") @NotNull(message = "is required")
            String orgId,

            @NotNull(message = "is required") Mode mode,

            @Schema(examples = "50")
            @Min(value = 1, message = "must be a number from 1 to 1000000")
            @Max(value = RequestLimits.MOST, message = "must be a number from 1 to 1000000")
            int tokens) {}

    @POST
    @RolesAllowed(Groups.SERVICE)
    @Operation(
            operationId = "takeRequestQuota",
            summary = "Take a block of requests",
            description =
                    "Out of what the organization may make in this mode in a minute. A request counts from when it is given out. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The block.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`")
    public Uni<RequestWindow.Block> take(@NotNull(message = "is required") @Valid Order order) {
        var tenant = new Tenant(Tenant.ORGANIZATION.fromBody("orgId", order.orgId()), order.mode());
        return window.take(tenant, order.tokens());
    }
}
