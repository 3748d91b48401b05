package dev.tollgate.limits.upkeep;

import dev.tollgate.platform.principal.Groups;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /internal/v1/reconciliation}: the command for operators (limits-service, README). */
@Path("/internal/v1/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Groups.SERVICE, Groups.PLATFORM_ADMIN})
@Tag(name = "internal")
class ReconciliationResource {
    private final Reconcile reconcile;

    ReconciliationResource(Reconcile reconcile) {
        this.reconcile = reconcile;
    }

    @POST
    @Operation(
            operationId = "reconcile",
            summary = "Compare every window with its reservations",
            description = "Reports, and repairs nothing. Needs the group `service` or staff.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "What was found.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`")
    public Uni<Reconciliation> run() {
        return reconcile.run();
    }
}
