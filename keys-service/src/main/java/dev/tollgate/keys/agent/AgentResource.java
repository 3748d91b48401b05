package dev.tollgate.keys.agent;

import dev.tollgate.keys.caller.DashboardSession;
import dev.tollgate.keys.creation.CreationResponse;
import dev.tollgate.platform.error.Bodies;
import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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

/**
 * {@code /v1/agents} (contract/credentials.md, Agent tokens). Who asks is looked at before what is asked. Sessions cross modes, as for API keys: whose
 * organization is suspended has test sessions only, and live agents to freeze.
 */
@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents", description = "Programs that act for themselves, each with a token of its own.")
@APIResponse(responseCode = "403", description = "`InsufficientRole`; `FORBIDDEN`: an API key or an agent.")
class AgentResource {
    private final CurrentPrincipal principal;
    private final Bodies bodies;
    private final CreateAgent create;
    private final ReadAgents read;
    private final ChangeAgent change;

    AgentResource(CurrentPrincipal principal, Bodies bodies, CreateAgent create, ReadAgents read, ChangeAgent change) {
        this.principal = principal;
        this.bodies = bodies;
        this.create = create;
        this.read = read;
        this.change = change;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAgent",
            summary = "Create an agent",
            description = """
                    In the mode of the session. The answer holds the token; nothing ever will again. \
                    Scope: none; an owner's or admin's session.""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "201",
            description = "The new agent with its token.",
            content = @Content(schema = @Schema(implementation = IssuedAgent.class)))
    @APIResponse(
            responseCode = "200",
            description = "A replay: the agent that this `Idempotency-Key` made, as it is now, without its token.",
            headers =
                    @Header(
                            name = IdempotencyKey.REPLAYED_HEADER,
                            description = "`true`",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = AgentView.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "`InsufficientRole`; `FORBIDDEN`: an API key or an agent, or a live request that was put into test.")
    public Uni<RestResponse<Object>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(description = "1 to 255 visible ASCII characters.") @Nullable
                    String idempotencyKey,
            @RequestBody(required = true) @Nullable NewAgent body) {
        var caller = principal.get();
        var tenant = DashboardSession.ofOwnerOrAdmin(caller);
        DashboardSession.requireItsOwnMode(caller);
        var key = IdempotencyKey.parse(idempotencyKey);
        return create.execute(
                        Actor.of(caller), tenant, key, () -> bodies.valid(body).order(tenant, key))
                .map(CreationResponse::of);
    }

    @GET
    @Operation(
            operationId = "listAgents",
            summary = "List agents",
            description = "The agents of one mode, newest first. Scope: none; a session of any role.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page of agents.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    public Uni<Page<AgentView>> list(
            @QueryParam("mode")
                    @Parameter(description = "`test` or `live`; the mode of the session if absent.")
                    @Nullable
                    String mode,
            @QueryParam("limit") @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "`nextCursor` of the page before") @Nullable String cursor) {
        var tenant = DashboardSession.inMode(mode, DashboardSession.ofAnyRole(principal.get()));
        return read.page(tenant, Page.limit(limit), cursor);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getAgent",
            summary = "Get an agent",
            description = "Of either mode, without its token. Scope: none; a session of any role.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The agent.")
    @APIResponse(responseCode = "404", description = "`NotFound`: absent, or another organization's.")
    public Uni<AgentView> get(@PathParam("id") String id) {
        return read.one(DashboardSession.ofAnyRole(principal.get()), Agent.ID.fromPath(id));
    }

    @POST
    @Path("/{id}/rotate-token")
    @Operation(
            operationId = "rotateAgentToken",
            summary = "Give an agent another token",
            description = """
                    The old one is refused from the next request on; a frozen agent stays frozen. The answer holds the token; nothing ever will \
                    again. Scope: none; an owner's or admin's session.""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The agent with its new token.")
    @APIResponse(responseCode = "404", description = "`NotFound`: absent, or another organization's.")
    public Uni<IssuedAgent> rotateToken(@PathParam("id") String id) {
        var caller = principal.get();
        return change.rotateToken(DashboardSession.ofOwnerOrAdmin(caller), Actor.of(caller), Agent.ID.fromPath(id));
    }

    @POST
    @Path("/{id}/freeze")
    @Operation(
            operationId = "freezeAgent",
            summary = "Freeze an agent",
            description = """
                    Its token is refused from the next request on, until it is unfrozen; repeating it changes nothing. \
                    Scope: none; an owner's or admin's session.""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The frozen agent.")
    @APIResponse(responseCode = "404", description = "`NotFound`: absent, or another organization's.")
    public Uni<AgentView> freeze(@PathParam("id") String id) {
        var caller = principal.get();
        return change.freeze(DashboardSession.ofOwnerOrAdmin(caller), Actor.of(caller), Agent.ID.fromPath(id));
    }

    @POST
    @Path("/{id}/unfreeze")
    @Operation(
            operationId = "unfreezeAgent",
            summary = "Unfreeze an agent",
            description =
                    "Its token is good again; repeating it changes nothing. Scope: none; an owner's or admin's session.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The agent.")
    @APIResponse(responseCode = "404", description = "`NotFound`: absent, or another organization's.")
    public Uni<AgentView> unfreeze(@PathParam("id") String id) {
        var caller = principal.get();
        return change.unfreeze(DashboardSession.ofOwnerOrAdmin(caller), Actor.of(caller), Agent.ID.fromPath(id));
    }
}
