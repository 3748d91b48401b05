package dev.tollgate.payments.intent;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.CurrentPrincipal;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/payment-intents} (contract/payments.md). */
@Path("/v1/payment-intents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payment intents", description = "A payment from a buyer's fiat to a seller's PIX account.")
@APIResponse(responseCode = "403", description = "`InsufficientScope`, `InsufficientRole`")
public class PaymentIntentResource {
    private final CurrentPrincipal principal;
    private final CreatePaymentIntent create;
    private final ReadPaymentIntents read;
    private final CancelPaymentIntent cancel;

    PaymentIntentResource(
            CurrentPrincipal principal,
            CreatePaymentIntent create,
            ReadPaymentIntents read,
            CancelPaymentIntent cancel) {
        this.principal = principal;
        this.create = create;
        this.read = read;
        this.cancel = cancel;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("payment_intents:write")
    @Operation(
            summary = "Create a payment intent",
            description =
                    "Scope `payment_intents:write`. Needs KYB approved in the mode; in live mode also room under the ceilings."
                            + " Repeating it with the same `Idempotency-Key` or `externalId` creates nothing and answers 200 with the"
                            + " existing intent, whatever the body.",
            extensions = @Extension(name = "x-scope", value = "payment_intents:write"))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = PaymentIntentBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "A replay: the existing payment intent as it is now",
            headers = @Header(name = IdempotencyKey.REPLAYED_HEADER, schema = @Schema(type = SchemaType.BOOLEAN)),
            content = @Content(schema = @Schema(implementation = PaymentIntentBody.class)))
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`, `MalformedJson`, `AmountBelowMinimum`, `KybNotApproved`")
    @APIResponse(
            responseCode = "403",
            description =
                    "`InsufficientScope`, `InsufficientRole`; `SCOPE_REQUIRED`, details `{scope}`: an agent without a treasury grant;"
                            + " in live mode `LimitExceeded`, with what stands in the way")
    @APIResponse(
            responseCode = "409",
            description = "`IdempotencyKeyConflict`: the key or external id belongs to an invoice")
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: repeat it later with the same key")
    @APIResponse(responseCode = "504", description = "`UpstreamTimeout`: repeat it later with the same key")
    public Uni<RestResponse<PaymentIntentBody>> createPaymentIntent(
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(description = "1 to 255 visible ASCII characters") @Nullable
                    String key,
            @Nullable PaymentIntentRequest request) {
        if (request == null) {
            throw Problem.invalid("body: is required");
        }
        return create.create(principal.get(), IdempotencyKey.parse(key), request)
                .map(outcome -> switch (outcome) {
                    case CreatePaymentIntent.Outcome.Created(var intent) ->
                        RestResponse.status(RestResponse.Status.CREATED, PaymentIntentBody.of(intent));
                    case CreatePaymentIntent.Outcome.Replayed(var intent) ->
                        RestResponse.ResponseBuilder.ok(PaymentIntentBody.of(intent))
                                .header(IdempotencyKey.REPLAYED_HEADER, true)
                                .build();
                });
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("payment_intents:read")
    @Operation(
            summary = "Get a payment intent",
            description = "Scope `payment_intents:read`. An agent sees those that it made.",
            extensions = @Extension(name = "x-scope", value = "payment_intents:read"))
    @APIResponse(
            responseCode = "200",
            description = "The payment intent",
            content = @Content(schema = @Schema(implementation = PaymentIntentBody.class)))
    @APIResponse(responseCode = "404", description = "`NotFound`")
    public Uni<PaymentIntentBody> getPaymentIntent(@RestPath String id) {
        return read.one(principal.get(), PaymentIntentDraft.ID.fromPath(id)).map(PaymentIntentBody::of);
    }

    @GET
    @PermissionsAllowed("payment_intents:read")
    @Operation(
            summary = "List payment intents",
            description = "Scope `payment_intents:read`. Newest first. An agent sees those that it made.",
            extensions = @Extension(name = "x-scope", value = "payment_intents:read"))
    @APIResponse(responseCode = "200", description = "A page of payment intents")
    @APIResponse(responseCode = "400", description = "`ValidationError`")
    public Uni<Page<PaymentIntentBody>> listPaymentIntents(
            @QueryParam("status") @Parameter(description = "A state of the pipeline") @Nullable String status,
            @QueryParam("externalId") @Nullable String externalId,
            @QueryParam("createdAfter") @Parameter(description = "A timestamp with an offset") @Nullable
                    String createdAfter,
            @QueryParam("createdBefore") @Parameter(description = "A timestamp with an offset") @Nullable
                    String createdBefore,
            @QueryParam("limit") @Parameter(description = "1 to 100, default 20") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "`nextCursor` of the page before") @Nullable String cursor) {
        var filter = PaymentIntentFilter.parse(status, externalId, createdAfter, createdBefore);
        return read.page(principal.get(), filter, cursor, Page.limit(limit));
    }

    @POST
    @Path("/{id}/cancel")
    @PermissionsAllowed("payment_intents:write")
    @Operation(
            summary = "Cancel a payment intent",
            description =
                    "Scope `payment_intents:write`. Until fiat is received; repeatable. An agent cancels those that it made.",
            extensions = @Extension(name = "x-scope", value = "payment_intents:write"))
    @APIResponse(
            responseCode = "200",
            description = "The cancelled payment intent",
            content = @Content(schema = @Schema(implementation = PaymentIntentBody.class)))
    @APIResponse(responseCode = "404", description = "`NotFound`")
    @APIResponse(responseCode = "409", description = "`InvalidState`, with `currentState` and `allowedStates`")
    public Uni<PaymentIntentBody> cancelPaymentIntent(@RestPath String id) {
        return cancel.cancel(principal.get(), PaymentIntentDraft.ID.fromPath(id))
                .map(PaymentIntentBody::of);
    }
}
