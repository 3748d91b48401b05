package dev.tollgate.keys.resolve;

import dev.tollgate.platform.principal.Groups;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /internal/v1/…/resolve} (docs/reference/service-interfaces.md): for the gateway, which never proxies them. */
@Path("/internal/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "internal", description = "Between services; the gateway does not proxy these.")
@APIResponse(responseCode = "403", description = "`InsufficientRole`")
class ResolutionResource {
    private final ResolveCredential resolve;

    ResolutionResource(ResolveCredential resolve) {
        this.resolve = resolve;
    }

    @POST
    @Path("/api-keys/resolve")
    @RolesAllowed(Groups.SERVICE)
    @Operation(
            operationId = "resolveApiKey",
            summary = "Resolve a presented API key",
            description =
                    "Unknown, wrong secret, wrong mode, expired and revoked are one answer, at one cost. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "An outcome; a refusal is one too.")
    public Uni<ApiKeyResolution> apiKey(@NotNull(message = "is required") @Valid Presented presented) {
        return resolve.apiKey(presented).map(told -> ApiKeyResolution.of(told, presented));
    }

    @POST
    @Path("/agents/resolve")
    @RolesAllowed(Groups.SERVICE)
    @Operation(
            operationId = "resolveAgent",
            summary = "Resolve a presented agent token",
            description =
                    "Unknown, wrong secret, wrong mode, rotated out and frozen are one answer, at one cost. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "An outcome; a refusal is one too.")
    public Uni<AgentResolution> agent(@NotNull(message = "is required") @Valid Presented presented) {
        return resolve.agent(presented).map(told -> AgentResolution.of(told, presented));
    }
}
