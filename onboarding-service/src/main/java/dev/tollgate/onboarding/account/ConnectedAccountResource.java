package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.account.CreateConnectedAccount.Outcome;
import dev.tollgate.onboarding.pix.PayoutRequest;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.onboarding.profile.ConnectedAccountRequest;
import dev.tollgate.platform.error.Bodies;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Principal;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.groups.Default;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/connected-accounts} (contract/production-access.md). Terms and documents are {@link AccountPapersResource}. */
@Path("/v1/connected-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connected accounts", description = "An integrator's own sellers and buyers.")
@APIResponse(responseCode = "403", description = "`InsufficientScope`, `InsufficientRole`")
class ConnectedAccountResource {
    private static final String READ = "connected_accounts:read";
    static final String WRITE = "connected_accounts:write";

    private final CurrentPrincipal principal;
    private final CreateConnectedAccount create;
    private final ReadConnectedAccounts read;
    private final SubmitConnectedAccount submit;
    private final ConfigurePayout payout;
    private final Bodies bodies;

    ConnectedAccountResource(
            CurrentPrincipal principal,
            CreateConnectedAccount create,
            ReadConnectedAccounts read,
            SubmitConnectedAccount submit,
            ConfigurePayout payout,
            Bodies bodies) {
        this.principal = principal;
        this.create = create;
        this.read = read;
        this.submit = submit;
        this.payout = payout;
        this.bodies = bodies;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(WRITE)
    @Operation(
            summary = "Create a connected account",
            description =
                    "Scope `connected_accounts:write`. Repeating it with the same `Idempotency-Key` or `externalId`"
                            + " creates nothing and answers 200 with the existing account, whatever the body.",
            extensions = @Extension(name = "x-scope", value = WRITE))
    @APIResponse(
            responseCode = "201",
            description = "Created.",
            content = @Content(schema = @Schema(implementation = ConnectedAccountBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "A replay: the existing account as it is now.",
            headers = @Header(name = IdempotencyKey.REPLAYED_HEADER, schema = @Schema(type = SchemaType.BOOLEAN)),
            content = @Content(schema = @Schema(implementation = ConnectedAccountBody.class)))
    public Uni<RestResponse<ConnectedAccountBody>> createConnectedAccount(
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(description = "1 to 255 visible ASCII characters.") @Nullable
                    String key,
            @Nullable ConnectedAccountRequest request) {
        return createOrRepeat(principal.get(), IdempotencyKey.parse(key), request)
                .map(ConnectedAccountResource::answer);
    }

    /** A repeat is known by its key or external id alone: only what is to be created has to be right. */
    private Uni<Outcome> createOrRepeat(
            Principal caller, @Nullable String key, @Nullable ConnectedAccountRequest request) {
        try {
            return create.create(caller, key, valid(request).profile());
        } catch (Problem | ConstraintViolationException invalid) {
            return create.repeat(caller.requireTenant(), key, request == null ? null : request.externalId(), invalid);
        }
    }

    /** Not by {@code @Valid}: what is said decides which rules hold. */
    private ConnectedAccountRequest valid(@Nullable ConnectedAccountRequest request) {
        var said = Bodies.present(request);
        bodies.check(said, said.rules());
        return said;
    }

    private static RestResponse<ConnectedAccountBody> answer(Outcome outcome) {
        var body = ConnectedAccountBody.of(outcome.dossier());
        return outcome.replayed()
                ? RestResponse.ResponseBuilder.ok(body)
                        .header(IdempotencyKey.REPLAYED_HEADER, true)
                        .build()
                : RestResponse.status(RestResponse.Status.CREATED, body);
    }

    @GET
    @PermissionsAllowed(READ)
    @Operation(
            summary = "List connected accounts",
            description = "Newest first. Scope `connected_accounts:read`.",
            extensions = @Extension(name = "x-scope", value = READ))
    @APIResponse(responseCode = "200", description = "A page.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    public Uni<Page<ConnectedAccountBody>> listConnectedAccounts(
            @QueryParam("role") @Parameter(schema = @Schema(enumeration = {"seller", "buyer"})) @Nullable String role,
            @QueryParam("status")
                    @Parameter(schema = @Schema(enumeration = {"created", "verifying", "approved", "rejected"}))
                    @Nullable
                    String status,
            @QueryParam("limit")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "" + Page.MAX_LIMIT,
                                            defaultValue = Page.DEFAULT_LIMIT))
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Parameter(description = "`nextCursor` of the page before.") @Nullable
                    String cursor) {
        return read.page(
                principal.tenant(),
                role == null ? null : AccountRole.parse(role),
                status == null ? null : ConnectedAccountState.parse(status),
                cursor,
                Page.limit(limit));
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed(READ)
    @Operation(
            summary = "Get a connected account",
            description = "Scope `connected_accounts:read`.",
            extensions = @Extension(name = "x-scope", value = READ))
    @APIResponseSchema(value = ConnectedAccountBody.class, responseDescription = "The account.")
    @APIResponse(responseCode = "404", description = "`NotFound`")
    public Uni<ConnectedAccountBody> getConnectedAccount(@PathParam("id") String id) {
        return read.one(principal.tenant(), ConnectedAccount.ID.fromPath(id)).map(ConnectedAccountBody::of);
    }

    @POST
    @Path("{id}/submit")
    @PermissionsAllowed(WRITE)
    @Operation(
            summary = "Submit an account for verification",
            description = "Needs the terms accepted and the required documents uploaded: `business_registration` of a"
                    + " business, `identity_document` of an individual. In test the sandbox decides after a"
                    + " moment: it approves, unless `legalName` begins with `Reject `. Scope"
                    + " `connected_accounts:write`.",
            extensions = @Extension(name = "x-scope", value = WRITE))
    @APIResponseSchema(value = ConnectedAccountBody.class, responseDescription = "Submitted: `verifying`.")
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError` naming each thing that is missing, like `tos: must be accepted` or"
                    + " `documents.identity_document: must be uploaded`.")
    @APIResponse(responseCode = "404", description = "`NotFound`")
    @APIResponse(
            responseCode = "409",
            description = "`InvalidState`: not `created`; details `{currentState, allowedStates}`.")
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: the document storage is away.")
    public Uni<ConnectedAccountBody> submitConnectedAccount(@PathParam("id") String id) {
        return submit.submit(principal.get(), ConnectedAccount.ID.fromPath(id)).map(ConnectedAccountBody::of);
    }

    @POST
    @Path("{id}/payout-config")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(WRITE)
    @Operation(
            summary = "Say where a seller's money goes",
            description =
                    "Approved sellers only. The key is checked for its type, stored encrypted, and shown masked; the"
                            + " last one holds. Scope `connected_accounts:write`.",
            extensions = @Extension(name = "x-scope", value = WRITE))
    @APIResponseSchema(value = ConnectedAccountBody.class, responseDescription = "The account.")
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`: the key is not valid for its type, or the account is a buyer's.")
    @APIResponse(responseCode = "404", description = "`NotFound`")
    @APIResponse(
            responseCode = "409",
            description = "`InvalidState`: not `approved`; details `{currentState, allowedStates}`.")
    public Uni<ConnectedAccountBody> configurePayout(@PathParam("id") String id, @Nullable PayoutRequest request) {
        var accountId = ConnectedAccount.ID.fromPath(id);
        var said = Bodies.present(request);
        bodies.check(said, Default.class);
        bodies.check(said, said.pixKeyType().rules());
        return payout.configure(principal.get(), accountId, said).map(ConnectedAccountBody::of);
    }
}
