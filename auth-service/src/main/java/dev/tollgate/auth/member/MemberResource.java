package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.signin.TooManyLinks;
import dev.tollgate.platform.error.Bodies;
import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
import org.jspecify.annotations.Nullable;

/** {@code /v1/members} (contract/credentials.md). */
@Path("/v1/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "members", description = "Who belongs to the organization, and who is invited to.")
public class MemberResource {
    private final CurrentPrincipal principal;
    private final FindMembers members;
    private final Bodies bodies;
    private final InviteMember invite;
    private final ChangeMemberRole changeRole;
    private final RemoveMember remove;

    MemberResource(
            CurrentPrincipal principal,
            FindMembers members,
            Bodies bodies,
            InviteMember invite,
            ChangeMemberRole changeRole,
            RemoveMember remove) {
        this.principal = principal;
        this.members = members;
        this.bodies = bodies;
        this.invite = invite;
        this.changeRole = changeRole;
        this.remove = remove;
    }

    @Schema(name = "ChangeMemberRoleRequest")
    record NewRole(
            @Schema(enumeration = {"owner", "admin", "member", "viewer"}) @NotNull
            Role role) {}

    @GET
    @Operation(
            operationId = "listMembers",
            summary = "List members",
            description =
                    "The members and the invitations that wait, newest first; the same in both modes. For owners and admins. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page of members.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: an API key or agent token; members need a dashboard session. `InsufficientRole`: platform staff, a member or viewer.")
    public Uni<Page<Member>> list(
            @QueryParam("limit")
                    @Parameter(description = "1 to 100, default 20.", schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return members.page(manager().requireTenant(), Page.limit(limit), cursor);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getMember",
            summary = "Show a member",
            description =
                    "A member, or an invitation that waits. For owners and admins. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "The member.",
            content = @Content(schema = @Schema(implementation = Member.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: an API key or agent token; members need a dashboard session. `InsufficientRole`: platform staff, a member or viewer.")
    @APIResponse(
            responseCode = "404",
            description = "`NotFound`: also for whom was removed, and for another organization's.")
    public Uni<Member> get(@PathParam("id") String id) {
        return members.one(manager().requireTenant(), UserAccount.ID.fromPath(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "inviteMember",
            summary = "Invite a member",
            description =
                    "Mails a link that works once, for 7 days; who opens it (`POST /v1/auth/sessions/consume`) is a member, and signed in. Whether the address has an account elsewhere is not told: then the invitation waits, and can't be accepted. Inviting an address again sends a new link, which replaces the one before, and takes the role and name of this request. For owners and admins; only owners invite owners. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "201",
            description = "Invited.",
            content = @Content(schema = @Schema(implementation = Member.class)))
    @APIResponse(
            responseCode = "200",
            description =
                    "Sent again to an address that was invited; or, with `Idempotency-Replayed: true`, the member whom this `Idempotency-Key` invited, as they are now.",
            headers =
                    @Header(
                            name = IdempotencyKey.REPLAYED_HEADER,
                            description = "`true` on a replay.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = Member.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: an API key or agent token; members need a dashboard session. `InsufficientRole`: platform staff, a member or viewer, or an admin where an owner is concerned.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`, details `{currentState, allowedStates}`: the address is a member's of this organization.")
    @APIResponse(
            responseCode = "429",
            description = "`RateLimitExceeded`: too many mails with links, to this address or by this organization.")
    public Uni<Response> invite(
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(description = "1 to 255 visible ASCII characters.") @Nullable
                    String idempotencyKey,
            @RequestBody(required = true) @Nullable NewMember body) {
        return invite.invite(
                        manager(),
                        IdempotencyKey.parse(idempotencyKey),
                        () -> bodies.valid(body).order())
                .map(MemberResource::answer);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeMemberRole",
            summary = "Change a role",
            description =
                    "Of a member, from the next request on, or of an invitation that waits. For owners and admins; only owners make and change owners. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "The member with that role.",
            content = @Content(schema = @Schema(implementation = Member.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: an API key or agent token; members need a dashboard session. `InsufficientRole`: platform staff, a member or viewer, or an admin where an owner is concerned.")
    @APIResponse(responseCode = "404", description = "`NotFound`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`, details `{currentState, allowedStates}`: the last owner can't be removed or demoted.")
    public Uni<Member> changeRole(@PathParam("id") String id, @Valid @NotNull NewRole body) {
        return changeRole.to(body.role(), manager(), UserAccount.ID.fromPath(id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "removeMember",
            summary = "Remove a member",
            description =
                    "Ends everything that they could do, on the next request, or revokes an invitation. Repeating it is 204. For owners and admins; only owners remove owners. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "204", description = "Removed.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: an API key or agent token; members need a dashboard session. `InsufficientRole`: platform staff, a member or viewer, or an admin where an owner is concerned.")
    @APIResponse(responseCode = "404", description = "`NotFound`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`, details `{currentState, allowedStates}`: the last owner can't be removed or demoted.")
    public Uni<Void> remove(@PathParam("id") String id) {
        return remove.remove(manager(), UserAccount.ID.fromPath(id));
    }

    private Principal manager() {
        var caller = principal.get();
        if (caller.actor() != ActorType.USER) {
            throw MemberProblem.notASession();
        }
        if (caller.role() != Role.OWNER && caller.role() != Role.ADMIN) {
            throw MemberProblem.notAllowed();
        }
        return caller;
    }

    private static Response answer(InviteMember.Outcome outcome) {
        return switch (outcome) {
            case InviteMember.Outcome.Invited(var member) ->
                Response.status(Response.Status.CREATED).entity(member).build();
            case InviteMember.Outcome.SentAgain(var member) ->
                Response.ok(member).build();
            case InviteMember.Outcome.Replayed(var member) ->
                Response.ok(member).header(IdempotencyKey.REPLAYED_HEADER, true).build();
            case InviteMember.Outcome.Limited(var refused) -> TooManyLinks.response(refused);
        };
    }
}
