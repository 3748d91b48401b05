package dev.tollgate.keys.grant;

import dev.tollgate.keys.agent.Agent;
import dev.tollgate.keys.caller.DashboardSession;
import dev.tollgate.keys.creation.CreationResponse;
import dev.tollgate.platform.error.Bodies;
import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/scope-grants} (contract/credentials.md, Agent tokens). Who asks is looked at before what is asked. */
@Path("/v1/scope-grants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scope grants", description = "What an owner lets an agent do once: moving money.")
@APIResponse(responseCode = "403", description = "`InsufficientRole`; `FORBIDDEN`: an API key or an agent.")
class ScopeGrantResource {
    private final CurrentPrincipal principal;
    private final Bodies bodies;
    private final GiveScopeGrant give;
    private final ListScopeGrants list;
    private final RevokeScopeGrant revoke;
    private final Clock clock;

    ScopeGrantResource(
            CurrentPrincipal principal,
            Bodies bodies,
            GiveScopeGrant give,
            ListScopeGrants list,
            RevokeScopeGrant revoke,
            Clock clock) {
        this.principal = principal;
        this.bodies = bodies;
        this.give = give;
        this.list = list;
        this.revoke = revoke;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "giveScopeGrant",
            summary = "Give an agent a grant",
            description = "In the mode of the session, for one use. Scope: none; an owner's session.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "201",
            description = "The new grant.",
            content = @Content(schema = @Schema(implementation = ScopeGrantView.class)))
    @APIResponse(
            responseCode = "200",
            description = "A replay: the grant that this `Idempotency-Key` made, as it is now.",
            headers =
                    @Header(
                            name = IdempotencyKey.REPLAYED_HEADER,
                            description = "`true`",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ScopeGrantView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "`ValidationError`: the body is not as described, or `agentId` is no agent of this organization in this mode;"
                            + " `MalformedJson`: it is no JSON.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`InsufficientRole`; `FORBIDDEN`: an API key or an agent, or a live request that was put into test.")
    public Uni<RestResponse<Object>> give(
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(description = "1 to 255 visible ASCII characters.") @Nullable
                    String idempotencyKey,
            @RequestBody(required = true) @Nullable NewScopeGrant body) {
        var caller = principal.get();
        var tenant = DashboardSession.ofOwner(caller);
        DashboardSession.requireItsOwnMode(caller);
        var key = IdempotencyKey.parse(idempotencyKey);
        return give.execute(
                        Actor.of(caller), tenant, key, () -> bodies.valid(body).order(tenant, key, clock.instant()))
                .map(CreationResponse::of);
    }

    @GET
    @Operation(
            operationId = "listScopeGrants",
            summary = "List grants",
            description =
                    "Those of one mode, also the spent and revoked ones, newest first. Scope: none; a session of any role.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page of grants.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    public Uni<Page<ScopeGrantView>> list(
            @QueryParam("mode")
                    @Parameter(description = "`test` or `live`; the mode of the session if absent.")
                    @Nullable
                    String mode,
            @QueryParam("agentId") @Parameter(description = "Only those of this agent") @Nullable String agentId,
            @QueryParam("limit") @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "`nextCursor` of the page before") @Nullable String cursor) {
        var tenant = DashboardSession.inMode(mode, DashboardSession.ofAnyRole(principal.get()));
        return list.execute(
                tenant, agentId == null ? null : Agent.ID.fromBody("agentId", agentId), Page.limit(limit), cursor);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "revokeScopeGrant",
            summary = "Revoke a grant",
            description =
                    "Of either mode, before it is used; repeating it changes nothing. Scope: none; an owner's session.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "204", description = "The grant is revoked.")
    @APIResponse(responseCode = "404", description = "`NotFound`: absent, or another organization's.")
    @APIResponse(
            responseCode = "409",
            description = "`InvalidState`: it was used already; details `{currentState, allowedStates}`.")
    public Uni<Void> revoke(@PathParam("id") String id) {
        var caller = principal.get();
        return revoke.execute(DashboardSession.ofOwner(caller), Actor.of(caller), ScopeGrant.ID.fromPath(id));
    }
}
