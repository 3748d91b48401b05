package dev.tollgate.keys.apikey;

import dev.tollgate.platform.error.ErrorEnvelope;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/api-keys} (contract/credentials.md, API keys). */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys", description = "Keys that an organization's programs show. Rotation: create, deploy, delete.")
class ApiKeyResource {
    private final CurrentPrincipal principal;
    private final CreateApiKey create;
    private final ListApiKeys list;
    private final FindApiKey find;
    private final RevokeApiKey revoke;
    private final Clock clock;

    ApiKeyResource(
            CurrentPrincipal principal,
            CreateApiKey create,
            ListApiKeys list,
            FindApiKey find,
            RevokeApiKey revoke,
            Clock clock) {
        this.principal = principal;
        this.create = create;
        this.list = list;
        this.find = find;
        this.revoke = revoke;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(ApiKeyScope.WRITE_API_KEYS)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "For owners and admins, and for API keys with the scope `api_keys:write`, which never give more than they"
                    + " have. A live key needs approved production access. The answer holds the secret; nothing ever will again.",
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
    @Refusal(responseCode = "400", description = "`ValidationError`, `MalformedJson`")
    @Refusal(responseCode = "401", description = "`AuthenticationRequired`, `InvalidJwt`")
    @Refusal(
            responseCode = "403",
            description = "`InsufficientRole`; `InsufficientScope` (details `{required, granted}`, `required` is `*` where only an"
                    + " unrestricted key would do); `FORBIDDEN`, for a live key with details `{productionAccessStatus}`")
    public Uni<RestResponse<Object>> create(
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(description = "1 to 255 visible ASCII characters.") @Nullable
            String idempotencyKey,
            @NotNull(message = "is required") @Valid NewApiKey body) {
        var caller = principal.get();
        var order = body.order(
                caller.requireTenant().orgId(), IdempotencyKey.parse(idempotencyKey), clock.instant());
        return create.execute(caller, order).map(ApiKeyResource::respond);
    }

    private static RestResponse<Object> respond(CreateApiKey.Outcome outcome) {
        return switch (outcome) {
            case CreateApiKey.Outcome.Created created ->
                RestResponse.ResponseBuilder.<Object>create(RestResponse.Status.CREATED, created.key())
                        .build();
            case CreateApiKey.Outcome.Replayed replayed ->
                RestResponse.ResponseBuilder.<Object>ok(replayed.key())
                        .header(IdempotencyKey.REPLAYED_HEADER, true)
                        .build();
        };
    }
}
