package dev.tollgate.keys.resolve;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.error.ErrorEnvelope;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /internal/v1/api-keys/resolve} (docs/reference/service-interfaces.md): for the gateway, which never proxies it. */
@Path("/internal/v1/api-keys/resolve")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "internal", description = "Between services; the gateway does not proxy these.")
class ApiKeyResolutionResource {
    private final ResolveApiKey resolve;

    ApiKeyResolutionResource(ResolveApiKey resolve) {
        this.resolve = resolve;
    }

    /** A key as the gateway took it apart. */
    @Schema(name = "PresentedApiKey")
    record Presented(
            @Schema(description = "The public half, `<id>` of `pk_<mode>_<id>.<secret>`.")
            @NotNull(message = "is required")
            String id,

            @Schema(implementation = String.class, description = "The private half, checksum and all.")
            @NotNull(message = "is required")
            Secret secret,

            @NotNull(message = "is required") Mode mode) {}

    /** The outcome on the wire. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApiKeyResolution")
    record Answer(
            @Schema(enumeration = {"resolved", "refused"}) String outcome,
            @Nullable String keyId,
            @Nullable String orgId,
            @Nullable Mode mode,

            @Schema(description = "Absent: unrestricted.") @Nullable
            List<String> scopes) {

        static Answer of(Resolution resolution) {
            return switch (resolution) {
                case Resolution.Resolved key ->
                    new Answer(
                            "resolved",
                            key.keyId(),
                            key.tenant().orgId(),
                            key.tenant().mode(),
                            key.scopes().isEmpty() ? null : key.scopes());
                case Resolution.Refused refused -> new Answer("refused", null, null, null, null);
            };
        }
    }

    @POST
    @RolesAllowed(Groups.SERVICE)
    @Operation(
            operationId = "resolveApiKey",
            summary = "Resolve a presented API key",
            description =
                    "Unknown, wrong secret, wrong mode, expired and revoked are one answer, at one cost. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "An outcome; a refusal is one too.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`, `MalformedJson`",
            content = @Content(schema = @Schema(implementation = ErrorEnvelope.class)))
    @APIResponse(
            responseCode = "401",
            description = "`AuthenticationRequired`, `InvalidJwt`",
            content = @Content(schema = @Schema(implementation = ErrorEnvelope.class)))
    @APIResponse(
            responseCode = "403",
            description = "`InsufficientRole`",
            content = @Content(schema = @Schema(implementation = ErrorEnvelope.class)))
    @APIResponse(
            responseCode = "415",
            description = "`UnsupportedMediaType`",
            content = @Content(schema = @Schema(implementation = ErrorEnvelope.class)))
    public Uni<Answer> resolve(@NotNull(message = "is required") @Valid Presented presented) {
        return resolve.execute(presented.id(), presented.secret(), presented.mode())
                .map(Answer::of);
    }
}
