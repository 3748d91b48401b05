package dev.tollgate.keys.apikey;

import dev.tollgate.keys.creation.CreationResponse;
import dev.tollgate.platform.error.Bodies;
import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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

/** {@code /v1/api-keys} (contract/credentials.md, API keys). */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys", description = "What an organization's programs show. To rotate: create, deploy, delete.")
class ApiKeyResource {
    private final CurrentPrincipal principal;
    private final Bodies bodies;
    private final CreateApiKey create;
    private final ReadApiKeys read;
    private final RevokeApiKey revoke;
    private final Clock clock;

    ApiKeyResource(
            CurrentPrincipal principal,
            Bodies bodies,
            CreateApiKey create,
            ReadApiKeys read,
            RevokeApiKey revoke,
            Clock clock) {
        this.principal = principal;
        this.bodies = bodies;
        this.create = create;
        this.read = read;
        this.revoke = revoke;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(ApiKeyScope.WRITE_API_KEYS)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = """
                    The answer holds the secret; nothing ever will again. A key never gives more than it has: not the other mode, not a scope it lacks, not an \
                    unrestricted key unless it is unrestricted, not a key that outlives it. A live key needs approved production access. \
                    Scope: `api_keys:write`, or an owner's or admin's session.""",
            extensions = @Extension(name = "x-scope", value = ApiKeyScope.WRITE_API_KEYS))
    @APIResponse(
            responseCode = "201",
            description = "The new key with its secret.",
            content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
    @APIResponse(
            responseCode = "200",
            description = "A replay: the key that this `Idempotency-Key` made, as it is now, without its secret.",
            headers =
                    @Header(
                            name = IdempotencyKey.REPLAYED_HEADER,
                            description = "`true`",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ApiKeyView.class)))
    @APIResponse(responseCode = "403", description = """
                    `InsufficientRole`: a member's or viewer's session. `InsufficientScope`: this key may not, or may not give that; details `{required, granted}`, \
                    where `required` is `*` if only an unrestricted key would do. `FORBIDDEN`: the other mode, an end later than the issuing key's, or a live key \
                    without approved production access, the last with details `{productionAccessStatus}`.""")
    @APIResponse(
            responseCode = "503",
            description =
                    "`UpstreamUnavailable`: whether a live key is allowed can't be told right now; nothing was created.")
    @APIResponse(responseCode = "504", description = "`UpstreamTimeout`: the same, after waiting for it.")
    public Uni<RestResponse<Object>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(description = "1 to 255 visible ASCII characters.") @Nullable
                    String idempotencyKey,
            @RequestBody(required = true) @Nullable NewApiKey body) {
        var caller = principal.get();
        var key = IdempotencyKey.parse(idempotencyKey);
        return create.execute(
                        caller,
                        body == null ? null : body.wantedMode(),
                        key,
                        () -> bodies.valid(body).order(caller.requireTenant().orgId(), key, clock.instant()))
                .map(CreationResponse::of);
    }

    @GET
    @Operation(
            operationId = "listApiKeys",
            summary = "List API keys",
            description = """
                    The keys of one mode, newest first, without their secrets. An API key sees its own mode only. \
                    Scope: `api_keys:write`, or a session of any role.""",
            extensions = @Extension(name = "x-scope", value = ApiKeyScope.WRITE_API_KEYS))
    @APIResponse(responseCode = "200", description = "A page of keys.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    @APIResponse(
            responseCode = "403",
            description = "`InsufficientScope`, details `{required, granted}`; `FORBIDDEN`: an agent.")
    public Uni<Page<ApiKeyView>> list(
            @QueryParam("mode")
                    @Parameter(description = "`test` or `live`; the mode of the request if absent.")
                    @Pattern(regexp = "test|live", message = NewApiKey.TEST_OR_LIVE)
                    @Nullable
                    String mode,
            @QueryParam("includeRevoked")
                    @DefaultValue("false")
                    @Pattern(regexp = "true|false", message = "must be true or false")
                    @Schema(type = SchemaType.BOOLEAN)
                    String includeRevoked,
            @QueryParam("limit")
                    @DefaultValue(Page.DEFAULT_LIMIT)
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = Page.MAX_LIMIT, message = "must be at most 100")
                    int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return read.page(
                principal.get(),
                mode == null ? null : Mode.parse(mode),
                Boolean.parseBoolean(includeRevoked),
                limit,
                cursor);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getApiKey",
            summary = "Get an API key",
            description = "Without its secret. Scope: `api_keys:write`, or a session of any role.",
            extensions = @Extension(name = "x-scope", value = ApiKeyScope.WRITE_API_KEYS))
    @APIResponse(responseCode = "200", description = "The key.")
    @APIResponse(
            responseCode = "403",
            description = "`InsufficientScope`, details `{required, granted}`; `FORBIDDEN`: an agent.")
    @APIResponse(
            responseCode = "404",
            description = "`NotFound`: absent, another organization's, or out of this credential's mode.")
    public Uni<ApiKeyView> get(@PathParam("id") String id) {
        return read.one(principal.get(), ApiKey.ID.fromPath(id));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed(ApiKeyScope.WRITE_API_KEYS)
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = """
                    For good, from the next request on; repeating it changes nothing. \
                    Scope: `api_keys:write`, or an owner's or admin's session.""",
            extensions = @Extension(name = "x-scope", value = ApiKeyScope.WRITE_API_KEYS))
    @APIResponse(responseCode = "204", description = "The key is revoked.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`InsufficientRole`; `InsufficientScope`, details `{required, granted}`; `FORBIDDEN`: an agent.")
    @APIResponse(
            responseCode = "404",
            description = "`NotFound`: absent, another organization's, or out of this credential's mode.")
    public Uni<Void> revoke(@PathParam("id") String id) {
        return revoke.execute(principal.get(), ApiKey.ID.fromPath(id));
    }
}
