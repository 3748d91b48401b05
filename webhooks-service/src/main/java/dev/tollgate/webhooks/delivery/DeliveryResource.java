package dev.tollgate.webhooks.delivery;

import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.webhooks.dispatch.PingSubscription;
import dev.tollgate.webhooks.subscription.Subscription;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Routes of contract/webhooks.md that are about what was sent. */
@Path("/v1/webhook-subscriptions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@APIResponse(responseCode = "401", description = "No credential, or a bad one.")
@APIResponse(responseCode = "403", description = "`InsufficientScope` or `InsufficientRole`.")
@APIResponse(responseCode = "404", description = "Absent, another organization's, or the other mode's.")
public class DeliveryResource {
    private final CurrentPrincipal principal;
    private final PingSubscription ping;
    private final ReadDeliveries read;

    DeliveryResource(CurrentPrincipal principal, PingSubscription ping, ReadDeliveries read) {
        this.principal = principal;
        this.ping = ping;
        this.read = read;
    }

    @Schema(name = "WebhookPing")
    record PingAnswer(
            @Schema(description = "Where to read what came of it.", examples = "whdel_01k9w3v5x2e8r9s4m6n7p8q9rt")
            String deliveryId) {}

    @POST
    @Path("/ping")
    @PermissionsAllowed("webhooks:write")
    @Operation(
            summary = "Send a ping",
            description =
                    "Scope `webhooks:write`. Sends an event of type `ping` to this subscription, whatever its event types.",
            extensions = @Extension(name = "x-scope", value = "webhooks:write"))
    @APIResponse(
            responseCode = "202",
            description = "It is on its way.",
            content = @Content(schema = @Schema(implementation = PingAnswer.class)))
    @APIResponse(responseCode = "409", description = "`InvalidState`: the subscription is not active.")
    public Uni<RestResponse<PingAnswer>> pingWebhookSubscription(@RestPath String id) {
        return ping.run(principal.tenant(), Subscription.ID.fromPath(id))
                .map(deliveryId -> RestResponse.status(RestResponse.Status.ACCEPTED, new PingAnswer(deliveryId)));
    }

    @GET
    @Path("/deliveries")
    @PermissionsAllowed("webhooks:read")
    @Operation(
            summary = "List deliveries",
            description = "Scope `webhooks:read`. Newest first.",
            extensions = @Extension(name = "x-scope", value = "webhooks:read"))
    @APIResponse(responseCode = "200", description = "A page.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: status, eventType, limit or cursor.")
    public Uni<Page<DeliveryView>> listWebhookDeliveries(
            @RestPath String id,
            @Schema(enumeration = {"pending", "delivered", "failed"}) @QueryParam("status") @Nullable String status,
            @QueryParam("eventType") @Nullable String eventType,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return read.page(
                principal.tenant(),
                Subscription.ID.fromPath(id),
                new DeliveryHistory.Filter(status, eventType),
                cursor,
                limit);
    }

    @GET
    @Path("/deliveries/{deliveryId}")
    @PermissionsAllowed("webhooks:read")
    @Operation(
            summary = "Get a delivery",
            description = "Scope `webhooks:read`. With every attempt.",
            extensions = @Extension(name = "x-scope", value = "webhooks:read"))
    @APIResponse(responseCode = "200", description = "The delivery.")
    public Uni<DeliveryView> getWebhookDelivery(@RestPath String id, @RestPath String deliveryId) {
        return read.one(principal.tenant(), Subscription.ID.fromPath(id), ReadDeliveries.ID.fromPath(deliveryId));
    }
}
