package dev.tollgate.onboarding.access;

import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gateway's question (docs/reference/service-interfaces.md, Commands by HTTP). */
@Path("/internal/v1/organizations/{orgId}/production-access")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.SERVICE)
@Tag(name = "internal")
class InternalStatusResource {
    private final ProductionAccessGate gate;

    InternalStatusResource(ProductionAccessGate gate) {
        this.gate = gate;
    }

    @GET
    @Operation(
            summary = "Whether an organization may go live, now",
            description = """
                    Internal: other processes of Tollgate only, never proxied by the gateway. It tells the state as committed at this moment, and \
                    what may be remembered of it (`asOf`, `subjects`: POST /internal/v1/changes); an organization nobody heard of is `sandbox_only`. Scope: none (services only).""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = Status.class, responseDescription = "The state.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: only services.")
    @APIResponse(responseCode = "404", description = "`NotFound`: not an organization's id.")
    public Uni<Status> currentProductionAccess(@PathParam("orgId") String orgId) {
        return gate.now(Tenant.ORGANIZATION.fromPath(orgId))
                .map(standing ->
                        new Status(standing.state(), standing.asOf(), List.of(ProductionAccessGate.subject(orgId))));
    }

    @Schema(
            name = "ProductionAccessStatus",
            requiredProperties = {"status", "asOf", "subjects"})
    record Status(ProductionAccessState status, long asOf, List<String> subjects) {}
}
