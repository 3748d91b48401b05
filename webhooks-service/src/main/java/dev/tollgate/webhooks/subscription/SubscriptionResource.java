package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.CurrentPrincipal;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Routes of contract/webhooks.md that are about the subscription itself. */
@Path("/v1/webhook-subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@APIResponse(responseCode = "401", description = "No credential, or a bad one.")
@APIResponse(responseCode = "403", description = "`InsufficientScope` or `InsufficientRole`.")
public class SubscriptionResource {
    private static final String NO_NUL = "[^\\u0000]*";

    private final CurrentPrincipal principal;
    private final CreateSubscription create;
    private final ReadSubscriptions read;
    private final ChangeSubscription change;
    private final DeleteSubscription delete;

    SubscriptionResource(
            CurrentPrincipal principal,
            CreateSubscription create,
            ReadSubscriptions read,
            ChangeSubscription change,
            DeleteSubscription delete) {
        this.principal = principal;
        this.create = create;
        this.read = read;
        this.change = change;
        this.delete = delete;
    }

    @Schema(name = "CreateWebhookSubscription")
    record CreateRequest(
            @Schema(
                    description = "https; in test also http. No user info, no fragment; its host must have a public"
                            + " address.",
                    examples = "https://erp.example.com/hooks/tollgate")
            @NotNull
            @Size(max = 2048)
            String url,

            @Schema(
                    description = "Event types, or only `*` for all.",
                    examples = "[\"payment_intent.settled\", \"payment_intent.failed\"]")
            @NotEmpty
            @Size(max = 100)
            List<@NotNull String> eventTypes,

            @Size(max = 500) @Pattern(regexp = NO_NUL) @Nullable
            String description) {}

    @Schema(name = "ChangeWebhookSubscription", description = "What is absent or null stays as it is.")
    record ChangeRequest(
            @Size(max = 2048) @Nullable String url,
            @Size(min = 1, max = 100) @Nullable List<@NotNull String> eventTypes,

            @Schema(description = "An empty text removes it.") @Size(max = 500) @Pattern(regexp = NO_NUL) @Nullable
            String description,

            @Schema(description = "`false` stops deliveries; `true` lets those that wait go on.") @Nullable
            Boolean active) {}

    @POST
    @PermissionsAllowed("webhooks:write")
    @Operation(
            summary = "Subscribe an endpoint",
            description =
                    "Scope `webhooks:write`. The answer shows the signing secret, once. The subscription belongs to"
                            + " the mode of the request and hears only its events; events of the whole organization"
                            + " (`production_access.*`) are heard in both modes.",
            extensions = @Extension(name = "x-scope", value = "webhooks:write"))
    @APIResponse(
            responseCode = "201",
            description = "Created; with the secret.",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The `Idempotency-Key` was used before: what it made, as it is now, without the secret.",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`, among others for an unknown event type or an address that is not public;"
                    + " `MalformedJson`.")
    @APIResponse(
            responseCode = "404",
            description = "The `Idempotency-Key` made a subscription that was deleted since.")
    public Uni<RestResponse<SubscriptionView>> createWebhookSubscription(
            @NotNull @Valid CreateRequest request,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        var wish = new Subscription.Wish(request.url(), request.eventTypes(), request.description());
        return create.run(principal.get(), wish, IdempotencyKey.parse(idempotencyKey))
                .map(SubscriptionResource::answer);
    }

    private static RestResponse<SubscriptionView> answer(CreateSubscription.Outcome outcome) {
        return switch (outcome) {
            case CreateSubscription.Outcome.Created created ->
                RestResponse.status(RestResponse.Status.CREATED, created.view());
            case CreateSubscription.Outcome.Replayed replayed ->
                RestResponse.ResponseBuilder.ok(replayed.view())
                        .header(IdempotencyKey.REPLAYED_HEADER, "true")
                        .build();
        };
    }

    @GET
    @PermissionsAllowed("webhooks:read")
    @Operation(
            summary = "List subscriptions",
            description = "Scope `webhooks:read`. Newest first.",
            extensions = @Extension(name = "x-scope", value = "webhooks:read"))
    @APIResponse(responseCode = "200", description = "A page.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: limit or cursor.")
    public Uni<Page<SubscriptionView>> listWebhookSubscriptions(
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return read.page(principal.tenant(), cursor, limit);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("webhooks:read")
    @Operation(
            summary = "Get a subscription",
            description = "Scope `webhooks:read`.",
            extensions = @Extension(name = "x-scope", value = "webhooks:read"))
    @APIResponse(responseCode = "200", description = "The subscription, without its secret.")
    @APIResponse(responseCode = "404", description = "Absent, another organization's, or the other mode's.")
    public Uni<SubscriptionView> getWebhookSubscription(@RestPath String id) {
        return read.one(principal.tenant(), Subscription.ID.fromPath(id));
    }

    @PATCH
    @Path("/{id}")
    @PermissionsAllowed("webhooks:write")
    @Operation(
            summary = "Change a subscription",
            description =
                    "Scope `webhooks:write`. A new URL and new types hold for what is sent from now on; retries go to"
                            + " the new URL too.",
            extensions = @Extension(name = "x-scope", value = "webhooks:write"))
    @APIResponse(responseCode = "200", description = "The subscription as it is now.")
    @APIResponse(responseCode = "400", description = "`ValidationError`, `MalformedJson`.")
    @APIResponse(responseCode = "404", description = "Absent, another organization's, or the other mode's.")
    public Uni<SubscriptionView> changeWebhookSubscription(@RestPath String id, @NotNull @Valid ChangeRequest request) {
        return change.run(
                principal.get(),
                Subscription.ID.fromPath(id),
                new Subscription.Change(request.url(), request.eventTypes(), request.description(), request.active()));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed("webhooks:write")
    @Operation(
            summary = "Delete a subscription",
            description =
                    "Scope `webhooks:write`. With its secret and its deliveries; what was not delivered yet never is.",
            extensions = @Extension(name = "x-scope", value = "webhooks:write"))
    @APIResponse(responseCode = "204", description = "Deleted.")
    @APIResponse(responseCode = "404", description = "Absent, another organization's, or the other mode's.")
    public Uni<Void> deleteWebhookSubscription(@RestPath String id) {
        return delete.run(principal.get(), Subscription.ID.fromPath(id));
    }
}
