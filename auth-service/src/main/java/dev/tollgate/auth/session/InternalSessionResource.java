package dev.tollgate.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Role;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the gateway asks (docs/reference/service-interfaces.md). */
@Path("/internal/v1/sessions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.SERVICE)
@Tag(name = "internal")
public class InternalSessionResource {
    private final ResolveSession resolveSession;

    InternalSessionResource(ResolveSession resolveSession) {
        this.resolveSession = resolveSession;
    }

    @Schema(name = "ResolveSessionRequest")
    record Request(@NotNull String token) {
        @Override
        public String toString() {
            return "Request";
        }
    }

    @Schema(name = "SessionResolution")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            @Schema(enumeration = {"resolved", "expired", "refused"})
            String outcome,

            @Nullable String sessionId,
            @Nullable String userId,

            @Schema(enumeration = {"user", "staff"}) @Nullable
            ActorType actor,

            @Nullable String orgId,
            @Nullable Mode mode,
            @Nullable Role role,

            @Schema(description = "The number of the last change that this takes into account.")
            long asOf,

            @Schema(
                    description = "All that, when it changes, makes this void.",
                    examples = "session:ses_01jd9x3m4eefz8wqfs1d7yq0ab")
            List<String> subjects,

            @Schema(description = "When it ends by itself: the token's `exp`.") @Nullable
            Instant validUntil) {

        static Answer of(ResolveSession.Answer answer) {
            return switch (answer.resolution()) {
                case ResolveSession.Resolution.User(var session, var user, var org, var mode, var role) ->
                    of("resolved", session, user, ActorType.USER, org, mode, role, answer);
                case ResolveSession.Resolution.Staff(var session, var user) ->
                    of("resolved", session, user, ActorType.STAFF, null, null, null, answer);
                case ResolveSession.Resolution.Expired() -> without("expired", answer);
                case ResolveSession.Resolution.Refused() -> without("refused", answer);
            };
        }

        private static Answer without(String outcome, ResolveSession.Answer answer) {
            return of(outcome, null, null, null, null, null, null, answer);
        }

        private static Answer of(
                String outcome,
                @Nullable String session,
                @Nullable String user,
                @Nullable ActorType actor,
                @Nullable String org,
                @Nullable Mode mode,
                @Nullable Role role,
                ResolveSession.Answer answer) {
            return new Answer(
                    outcome,
                    session,
                    user,
                    actor,
                    org,
                    mode,
                    role,
                    answer.asOf(),
                    answer.subjects(),
                    answer.validUntil());
        }
    }

    @POST
    @Path("/resolve")
    @Operation(
            summary = "Whose a session token is, right now",
            description =
                    "Internal: asked by the gateway. An answer may be remembered until one of its subjects changes. Needs the group `service`; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "`resolved` with whose it is, `expired` past its end, `refused` for everything else.",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: not a process of Tollgate.")
    public Uni<Answer> resolve(@Valid @NotNull Request request) {
        return resolveSession.resolve(request.token()).map(Answer::of);
    }
}
