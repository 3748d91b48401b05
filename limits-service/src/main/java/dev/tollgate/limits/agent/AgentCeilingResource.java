package dev.tollgate.limits.agent;

import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/admin/organizations/{orgId}/agents/{agentId}/ceiling}: what tier 3, "custom", means for an agent (contract/limits.md); staff only. */
@Path("/v1/admin/organizations/{orgId}/agents/{agentId}/ceiling")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.PLATFORM_ADMIN)
@Tag(name = "limits")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: only platform staff.")
@APIResponse(
        responseCode = "404",
        description = "`NotFound`: there is no such organization, or that is no id of an agent.")
@APIResponse(
        responseCode = "503",
        description =
                "`UpstreamUnavailable`: whether there is such an organization can't be known; nothing was changed.")
class AgentCeilingResource {
    private static final IdPrefix AGENT = new IdPrefix("agt");

    private final ReadAgentCeiling read;
    private final SetAgentCeiling set;
    private final CurrentPrincipal principal;

    AgentCeilingResource(ReadAgentCeiling read, SetAgentCeiling set, CurrentPrincipal principal) {
        this.read = read;
        this.set = set;
        this.principal = principal;
    }

    @GET
    @Operation(
            operationId = "getAgentCeiling",
            summary = "What holds for an agent of tier 3",
            description = "Until something is agreed on for it, what holds for tier 2. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The ceilings.")
    public Uni<AgentCeilingView> get(@PathParam("orgId") String orgId, @PathParam("agentId") String agentId) {
        var tenant = tenant(orgId);
        var agent = AGENT.fromPath(agentId);
        return read.now(tenant, agent).map(agreed -> AgentCeilingView.of(orgId, agent, agreed));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setAgentCeiling",
            summary = "Set the ceilings of an agent of tier 3",
            description =
                    "Replaces all three. Holds for the agent's next live reservation, if it is of tier 3 then; its organization's ceilings hold"
                            + " besides. What agents an organization has is not looked at. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "As it is now.")
    @APIResponse(responseCode = "400", description = "`ValidationError`; `MalformedJson`.")
    public Uni<AgentCeilingView> set(
            @PathParam("orgId") String orgId,
            @PathParam("agentId") String agentId,
            @NotNull(message = "is required") @Valid AgentCeilingView.Request body) {
        var tenant = tenant(orgId);
        var agent = AGENT.fromPath(agentId);
        var to = body.ceiling();
        return set.execute(tenant, agent, to, Actor.of(principal.get()))
                .map(done -> AgentCeilingView.of(orgId, agent, Optional.of(to)));
    }

    @DELETE
    @Operation(
            operationId = "clearAgentCeiling",
            summary = "Agree on nothing any more",
            description = "Tier 2's ceilings hold for the agent again. May be repeated. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "204", description = "Nothing is agreed on.")
    public Uni<Void> clear(@PathParam("orgId") String orgId, @PathParam("agentId") String agentId) {
        return set.execute(tenant(orgId), AGENT.fromPath(agentId), null, Actor.of(principal.get()));
    }

    @GET
    @Path("/history")
    @Operation(
            operationId = "listAgentCeilingChanges",
            summary = "Who changed an agent's ceilings, when, from and to what",
            description = "Newest first. Scope: none (staff only).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page of changes.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: `limit` or `cursor`.")
    public Uni<Page<AgentCeilingView.Change>> history(
            @PathParam("orgId") String orgId,
            @PathParam("agentId") String agentId,
            @Parameter(
                            schema =
                                    @Schema(
                                            implementation = Integer.class,
                                            minimum = "1",
                                            maximum = "" + Page.MAX_LIMIT,
                                            defaultValue = Page.DEFAULT_LIMIT))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return read.history(tenant(orgId), AGENT.fromPath(agentId), cursor, Page.limit(limit));
    }

    private static Tenant tenant(String orgId) {
        return new Tenant(Tenant.ORGANIZATION.fromPath(orgId), Mode.LIVE);
    }
}
