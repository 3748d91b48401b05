package dev.tollgate.auth.oidc;

import dev.tollgate.auth.session.IssuedSession;
import dev.tollgate.auth.session.SessionResource;
import dev.tollgate.auth.signin.ClientAddress;
import dev.tollgate.auth.signin.TooManyLinks;
import dev.tollgate.platform.crypto.Secret;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Signing in with the configured OpenID provider, in two calls. */
@Path("/v1/auth/oidc")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
public class OidcResource {
    private static final int LONGEST = 4096;
    private final StartOidcSignIn start;
    private final FinishOidcSignIn finish;

    OidcResource(StartOidcSignIn start, FinishOidcSignIn finish) {
        this.start = start;
        this.finish = finish;
    }

    @Schema(name = "StartOidcSignInRequest")
    record StartRequest(
            @Schema(
                    description =
                            "Where the provider sends the browser back to: one of the configured addresses, or the first of them.",
                    examples = "https://dashboard.example.com/signed-in")
            @Nullable
            String redirectUri) {}

    @Schema(name = "StartedOidcSignIn")
    record Started(
            @Schema(
                    description =
                            "Where the browser goes next. The page keeps the `state` in it, and takes part in nothing that comes back with another one.")
            String authorizationUrl) {}

    @Schema(name = "ConsumeOidcCodeRequest")
    record ConsumeRequest(
            @Schema(description = "As it came back from the provider.") @NotNull @Size(max = LONGEST)
            String code,

            @Schema(description = "As it came back from the provider.") @NotNull @Size(max = LONGEST)
            String state) {
        @Override
        public String toString() {
            return "ConsumeRequest";
        }
    }

    @POST
    @Path("/start")
    @Authenticated
    @Operation(
            summary = "Begin to sign in with the OpenID provider",
            description =
                    "Answers with the address to send the browser to (authorization code flow with PKCE). The attempt is good for ten minutes and for one return. Limited per client. Needs no credential and no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "An attempt began.",
            content = @Content(schema = @Schema(implementation = Started.class)))
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`: among others, a `redirectUri` that is not configured. `MalformedJson`")
    @APIResponse(responseCode = "404", description = "`NotFound`: no provider is configured.")
    @APIResponse(responseCode = "429", description = "`RateLimitExceeded`: too many attempts from this client.")
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: the provider is away.")
    @APIResponse(responseCode = "504", description = "`UpstreamTimeout`: the provider does not answer.")
    public Uni<Response> startOidcSignIn(
            @Nullable StartRequest request,
            @Parameter(hidden = true) @HeaderParam("X-Forwarded-For") @Nullable String forwardedFor) {
        var redirectUri = request == null ? null : request.redirectUri();
        return start.start(redirectUri, ClientAddress.of(forwardedFor)).map(answer -> switch (answer) {
            case StartOidcSignIn.Answer.Started(var url) ->
                Response.ok(new Started(url))
                        .header("Cache-Control", "no-store")
                        .build();
            case StartOidcSignIn.Answer.TooMany(var refused) -> TooManyLinks.response(refused);
        });
    }

    @POST
    @Path("/consume")
    @Authenticated
    @Operation(
            summary = "Finish signing in with the OpenID provider",
            description =
                    "Exchanges what the provider sent back for a session in test mode, as for a mailed link. Only who has an account with the address that the provider verified gets in. Needs no credential and no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content = @Content(schema = @Schema(implementation = SessionResource.Answer.class)))
    @APIResponse(responseCode = "401", description = "`InvalidJwt`: whatever was not in order, the answer is this one.")
    @APIResponse(responseCode = "404", description = "`NotFound`: no provider is configured.")
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: the provider is away.")
    @APIResponse(responseCode = "504", description = "`UpstreamTimeout`: the provider does not answer.")
    public Uni<RestResponse<SessionResource.Answer>> finishOidcSignIn(@Valid @NotNull ConsumeRequest request) {
        return finish.finish(request.code(), new Secret(request.state())).map(OidcResource::uncached);
    }

    private static RestResponse<SessionResource.Answer> uncached(IssuedSession issued) {
        return RestResponse.ResponseBuilder.ok(SessionResource.Answer.of(issued))
                .header("Cache-Control", "no-store")
                .build();
    }
}
