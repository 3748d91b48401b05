package dev.tollgate.limits.reservation;

import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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

/** {@code POST /internal/v1/reservations/commit} and {@code …/release}: for money paths whose facts this service does not listen to. */
@Path("/internal/v1/reservations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.SERVICE)
@Tag(name = "internal")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only services.")
@APIResponse(
        responseCode = "503",
        description = "`UpstreamUnavailable`: too much is waiting, or it can't be done now; repeat it.")
class ReservationEndResource {
    private final EndReservation end;

    ReservationEndResource(EndReservation end) {
        this.end = end;
    }

    @Schema(name = "ReservationEnd")
    record End(
            @Schema(examples = "org_01k0000000000000000000000a") @NotNull(message = "is required")
            String orgId,

            @Schema(examples = "pi_01k0000000000000000000000a") @NotNull(message = "is required")
            String reference) {}

    @Schema(name = "EndedReservation", requiredProperties = "state")
    record Ended(
            @Schema(
                    enumeration = {"committed", "released", "denied"},
                    description = "As it is now; the first end holds.")
            String state) {}

    @POST
    @Path("/commit")
    @Operation(
            operationId = "commitReservation",
            summary = "It settled: what was reserved counts for good",
            description = "May be repeated. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The state.")
    @APIResponse(responseCode = "404", description = "`NotFound`: nothing was reserved for this reference.")
    public Uni<Ended> commit(@NotNull(message = "is required") @Valid End body) {
        return ended(body, true);
    }

    @POST
    @Path("/release")
    @Operation(
            operationId = "releaseReservation",
            summary = "It came to nothing: what was reserved is given back",
            description = "May be repeated, and may come before the reservation: then nothing is reserved for this"
                    + " reference any more. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The state.")
    public Uni<Ended> release(@NotNull(message = "is required") @Valid End body) {
        return ended(body, false);
    }

    private Uni<Ended> ended(End body, boolean settled) {
        return end.execute(Tenant.ORGANIZATION.fromBody("orgId", body.orgId()), body.reference(), settled)
                .map(state -> new Ended(state.wire()));
    }
}
