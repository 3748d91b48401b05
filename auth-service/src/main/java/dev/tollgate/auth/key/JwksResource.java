package dev.tollgate.auth.key;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The public keys of session tokens (RFC 7517). */
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
public class JwksResource {
    static final Duration CACHED = Duration.ofMinutes(5);
    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @Schema(description = "A JWK Set (RFC 7517).")
    record JwkSet(List<Jwk> keys) {}

    @GET
    @Authenticated
    @Operation(
            summary = "The public keys of session tokens",
            description =
                    "A JWK Set (RFC 7517), RS256. A key stays listed until its last token has expired. Needs no credential and no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "The keys; may be cached for five minutes.",
            content = @Content(schema = @Schema(implementation = JwkSet.class)))
    public Uni<RestResponse<JwkSet>> jwks() {
        return keys.published()
                .map(jwks -> RestResponse.ResponseBuilder.ok(new JwkSet(jwks))
                        .header("Cache-Control", "public, max-age=" + CACHED.toSeconds())
                        .build());
    }
}
