package dev.tollgate.limits.standing;

import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Mode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/limits} (contract/limits.md). */
@Path("/v1/limits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "limits", description = "The ceilings on live money.")
class LimitsResource {
    private final ReadLimits limits;
    private final CurrentPrincipal principal;

    LimitsResource(ReadLimits limits, CurrentPrincipal principal) {
        this.limits = limits;
        this.principal = principal;
    }

    @GET
    @Operation(
            operationId = "readLimits",
            summary = "Where the organization stands",
            description =
                    "The organization's effective ceilings, what is reserved and committed in the current UTC day and"
                            + " month, and when they reset. Test is never throttled. Needs any credential of the organization; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "The ceilings",
            content = @Content(schema = @Schema(implementation = LimitsView.class)))
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: not a credential of an organization")
    @APIResponse(
            responseCode = "503",
            description = "`UpstreamUnavailable`: which ceilings hold can't be known now; never in test.")
    public Uni<LimitsView> read() {
        var tenant = principal.tenant();
        return tenant.mode() == Mode.TEST
                ? Uni.createFrom().item(LimitsView.test())
                : limits.of(tenant).map(LimitsView::live);
    }
}
