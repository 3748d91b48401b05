package dev.tollgate.keys.usage;

import dev.tollgate.keys.usage.LastUses.Use;
import dev.tollgate.platform.principal.Groups;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /internal/v1/api-keys/used} (docs/reference/service-interfaces.md): for the gateway, which never proxies it. */
@Path("/internal/v1/api-keys/used")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "internal", description = "Between services; the gateway does not proxy these.")
class ApiKeyUseResource {
    private static final int MOST_USES = 1_000;

    private final LastUses lastUses;

    ApiKeyUseResource(LastUses lastUses) {
        this.lastUses = lastUses;
    }

    /** Keys that were used since the last report, each with its latest use. */
    @Schema(name = "ApiKeyUses")
    record Report(
            @NotNull(message = "is required") @Size(max = MOST_USES, message = "must have at most 1000")
            List<@Valid @NotNull(message = "is required") Use> uses) {}

    @POST
    @RolesAllowed(Groups.SERVICE)
    @Operation(
            operationId = "reportApiKeyUses",
            summary = "Report when keys were used",
            description = "Moves `lastUsedAt` forward, once a minute and key at most. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "204", description = "Noted.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`")
    public Uni<Void> report(@NotNull(message = "is required") @Valid Report report) {
        return lastUses.record(report.uses()).replaceWithVoid();
    }
}
