package dev.tollgate.auth.key;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Rotating the keys of session tokens by hand (contract/credentials.md). */
@Path("/v1/admin/session-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "auth")
public class SigningKeyResource {
    private final RotateSigningKeys rotation;
    private final CurrentPrincipal principal;

    SigningKeyResource(RotateSigningKeys rotation, CurrentPrincipal principal) {
        this.rotation = rotation;
        this.principal = principal;
    }

    @Schema(name = "RotateSessionKeysRequest")
    record Request(
            @Schema(
                    description =
                            "True: the key is not to be trusted any more. Its tokens stop working on the next request, and its successor signs at once.",
                    defaultValue = "false")
            @Nullable
            Boolean compromised,

            @Schema(description = "Which key is compromised; without it, the one that signs now.") @Nullable
            String kid) {
        boolean isEmergency() {
            if (kid != null && !Boolean.TRUE.equals(compromised)) {
                throw Problem.invalid("kid: is only for a compromised key");
            }
            return Boolean.TRUE.equals(compromised);
        }
    }

    @Schema(name = "SessionKeys")
    record Answer(
            @Schema(description = "The keys that the JWK Set lists, newest first.")
            List<String> kids,

            @Schema(description = "The one that signs now.") String signing) {
        static Answer of(RotateSigningKeys.Outcome outcome) {
            return new Answer(outcome.kids(), outcome.signing());
        }
    }

    @POST
    @Path("/rotate")
    @Operation(
            summary = "Rotate the keys of session tokens",
            description =
                    "Publishes a new key, which signs ten minutes later; the old one verifies until its last token has expired. Keys rotate by themselves; this is for doing it now. Needs platform staff; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "201",
            description = "Rotated, or revoked.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "200",
            description = "A rotation was under way already, or that key was revoked before: nothing changed.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: not platform staff.")
    public Uni<RestResponse<Answer>> rotateSessionKeys(@Nullable Request request) {
        var caller = principal.get();
        var actor = Actor.of(caller);
        var outcome = request != null && request.isEmergency()
                ? rotation.revoke(request.kid(), actor)
                : rotation.rotate(actor);
        return outcome.map(done -> RestResponse.status(
                done.made() ? RestResponse.Status.CREATED : RestResponse.Status.OK, Answer.of(done)));
    }
}
