package dev.tollgate.auth.session;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Starting, switching and ending dashboard sessions (contract/credentials.md). */
@Path("/v1/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
public class SessionResource {
    private final StartSession startSession;
    private final SwitchMode switchMode;
    private final SignOut signOut;
    private final CurrentPrincipal principal;

    SessionResource(StartSession startSession, SwitchMode switchMode, SignOut signOut, CurrentPrincipal principal) {
        this.startSession = startSession;
        this.switchMode = switchMode;
        this.signOut = signOut;
        this.principal = principal;
    }

    @Schema(name = "ConsumeSignInTokenRequest")
    record ConsumeRequest(
            @Schema(description = "From the mailed link.") @NotNull
            String token) {
        @Override
        public String toString() {
            return "ConsumeRequest";
        }
    }

    @Schema(name = "SwitchModeRequest", description = "`environment` is accepted for `mode`.")
    record SwitchRequest(@Nullable Mode mode, @Nullable Mode environment) {
        Mode wanted() {
            if (mode != null && environment != null && mode != environment) {
                throw Problem.invalid("environment: differs from mode");
            }
            var wanted = mode != null ? mode : environment;
            if (wanted == null) {
                throw Problem.invalid("mode: must not be null");
            }
            return wanted;
        }
    }

    @Schema(name = "SessionUser")
    public record User(
            @Schema(examples = "usr_01jd9x3m4eefz8wqfs1d7yq0ab")
            String id,

            @Schema(examples = "ada@example.com") String email,
            @Schema(examples = "Ada Lovelace") String name,

            @Schema(enumeration = {"owner", "admin", "member", "viewer", "platform_admin"})
            String role,

            @Schema(
                    description = "Null for platform staff.",
                    examples = "org_01jd9x3m4eefz8wqfs1d7yq0ab",
                    nullable = true)
            @Nullable
            String orgId,

            @Schema(
                    description = "Who vouches for them: `email`, or the OpenID provider by which they signed in.",
                    examples = "email")
            String provider) {}

    @Schema(name = "IssuedSession")
    public record Answer(
            @Schema(description = "A Bearer token: the session in this mode.")
            String token,

            @Schema(description = "When the session ends.") Instant expiresAt,
            Mode mode,
            User user) {
        public static Answer of(IssuedSession issued) {
            var account = issued.account();
            return new Answer(
                    issued.token().reveal(),
                    issued.expiresAt(),
                    issued.mode(),
                    new User(
                            account.id(),
                            account.email(),
                            account.name(),
                            account.wireRole(),
                            account.orgId(),
                            account.provider()));
        }

        @Override
        public String toString() {
            return "Answer";
        }
    }

    @POST
    @Path("/sessions/consume")
    @Authenticated
    @Operation(
            summary = "Exchange a sign-in token for a session",
            description =
                    "The session is a Bearer token for 12 hours, in test mode. The token of a sign-in link works once, for 15 minutes; that of an invitation once, for 7 days: it makes its reader a member. Needs no credential and no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "401",
            description = "`InvalidJwt`: the token was used, has expired, was revoked, or never existed.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`: the token is an invitation's, and its address has an account already, which belongs to one organization. The invitation stays open.")
    public Uni<RestResponse<Answer>> consume(@Valid @NotNull ConsumeRequest request) {
        return startSession.start(new Secret(request.token())).map(SessionResource::uncached);
    }

    @POST
    @Path("/switch-mode")
    @Operation(
            summary = "Get a token of this session for a mode",
            description =
                    "The session stays the same and ends when it would have ended; the token used here keeps working for its own mode. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "A token for that mode.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "`ModeSwitchNotAllowed` with an API key or agent token, `ProductionAccessNotApproved`, `ValidationError`, `MalformedJson`")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: platform staff have no mode.")
    @APIResponse(
            responseCode = "503",
            description = "`UpstreamUnavailable`: nobody could say whether the organization is approved.")
    @APIResponse(responseCode = "504", description = "`UpstreamTimeout`: the same, after waiting.")
    public Uni<RestResponse<Answer>> switchMode(@Valid @NotNull SwitchRequest request) {
        var caller = principal.get();
        var sessionId = caller.sessionId();
        if (sessionId == null) {
            throw SessionProblem.noSessionToSwitch();
        }
        return switchMode.to(request.wanted(), caller, sessionId).map(SessionResource::uncached);
    }

    @POST
    @Path("/signout")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Groups.TENANT, Groups.PLATFORM_ADMIN})
    @Operation(
            summary = "Sign out",
            description =
                    "Ends the session and all its tokens, on the next request. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "204", description = "Signed out.")
    @APIResponse(
            responseCode = "403",
            description = "`FORBIDDEN`: an API key or agent token has no session. `InsufficientRole`")
    public Uni<Void> signOut() {
        var caller = principal.get();
        var sessionId = caller.sessionId();
        if (sessionId == null) {
            throw SessionProblem.noSessionToEnd();
        }
        return signOut.end(sessionId, caller.actorId());
    }

    private static RestResponse<Answer> uncached(IssuedSession issued) {
        return RestResponse.ResponseBuilder.ok(Answer.of(issued))
                .header("Cache-Control", "no-store")
                .build();
    }
}
