package dev.tollgate.limits.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.limits.caller.OnBehalf;
import dev.tollgate.limits.caller.OnBehalf.Doer;
import dev.tollgate.limits.ceiling.DenialDetails;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /internal/v1/reservations} (docs/reference/service-interfaces.md): the only way to count live money. */
@Path("/internal/v1/reservations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Groups.TENANT, Groups.SERVICE})
@Tag(name = "internal", description = "Between services; the gateway never proxies these.")
class ReservationResource {
    private final Reserve reserve;
    private final CurrentPrincipal principal;

    ReservationResource(Reserve reserve, CurrentPrincipal principal) {
        this.reserve = reserve;
        this.principal = principal;
    }

    @Schema(name = "ReservationRequest")
    record Body(
            @Schema(examples = "80.00") @NotNull String amount,

            @Schema(description = "ISO 4217.", examples = "USD") @NotNull
            String currency,

            @Schema(
                    description =
                            "US dollars for one unit of `currency`, as the quote of record has it. Required unless `currency`"
                                    + " is USD; the amount counts at this rate, rounded up to the cent.",
                    examples = "1.0842")
            @Pattern(
                    regexp = "(0|[1-9][0-9]{0,3})(\\.[0-9]{1,12})?",
                    message = "must be a decimal string like \"1.0842\", below 10000 and with at most 12 decimals")
            @Nullable
            String usdRate,

            @Schema(
                    description =
                            "The money path: `payment_intent`, `invoice`, `transfer`, `x402`, `acp`, `ap2`, `ucp`,"
                                    + " `stream`, or one that was added since.",
                    examples = "payment_intent")
            @NotNull
            @Pattern(regexp = "[a-z0-9_]{1,40}", message = "is not a money path")
            String path,

            @Schema(
                    description =
                            "The money path's id of the thing. It is decided on once; a repeat gets the first answer.",
                    examples = "pi_01k0000000000000000000000a")
            @NotNull
            @Pattern(regexp = "[\\x21-\\x7e]{1,255}", message = "must be 1 to 255 visible ASCII characters")
            String reference,

            @Schema(
                    description =
                            "Whose ceilings it is held against. From a service, which must name it, and from nobody else (400).",
                    examples = "org_01k0000000000000000000000a")
            @Nullable
            String orgId,

            @Schema(
                    implementation = String.class,
                    enumeration = {"live", "test"},
                    description = "Like `orgId`. `live`: test is never throttled, and refused (400).")
            @Nullable
            Mode mode,

            @Schema(description = "Who moves the money. Like `orgId`.") @Valid @Nullable
            Doer actor) {
        ReservationRequest request() {
            return ReservationRequest.parse(amount, currency, usdRate, path, reference);
        }

        OnBehalf onBehalf() {
            return new OnBehalf(orgId, mode, actor);
        }
    }

    @Schema(
            name = "ReservationAnswer",
            description = "`reserved` with a `reservationId` and its present `state`, or `denied` with `details`.",
            requiredProperties = "outcome")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            @Schema(enumeration = {"reserved", "denied"}) String outcome,

            @Schema(examples = "rsv_01k0000000000000000000000a") @Nullable
            String reservationId,

            @Schema(
                    enumeration = {"reserved", "committed", "released"},
                    description = "Of a reservation, as it is now: a repeat learns that it ended since. What is not"
                            + " `reserved` any more holds no room for anything new.")
            @Nullable
            String state,

            @Nullable DenialDetails details) {
        static Answer of(ReservationOutcome outcome) {
            return switch (outcome) {
                case ReservationOutcome.Reserved(var id, var state) -> new Answer("reserved", id, state.wire(), null);
                case ReservationOutcome.Denied denied ->
                    new Answer("denied", null, null, DenialDetails.of(denied.why()));
                case ReservationOutcome.Ended ended -> throw new IllegalStateException("nothing was to be ended");
            };
        }
    }

    @POST
    @Operation(
            operationId = "reserve",
            summary = "Reserve room under the organization's ceilings",
            description =
                    "Checks and counts a live amount in one act, before money can move. Called with the caller's"
                            + " principal, in live mode only; or by a service on its own behalf (group `service`), which then names"
                            + " `orgId`, `mode` and `actor` in the body. With a principal of an organization these three are a 400:"
                            + " its own count. Idempotent by `reference`: a repeat, of the same path, amount and currency,"
                            + " gets the first answer and what became of it since. A denial is a 200 too: the money path makes"
                            + " the 403 `LimitExceeded` of it. Needs any credential of the organization, or a service's; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "Reserved or denied",
            content =
                    @Content(
                            schema = @Schema(implementation = Answer.class),
                            examples = {
                                @ExampleObject(name = "reserved", value = """
                                                {"outcome":"reserved","reservationId":"rsv_01k0000000000000000000000a","state":"reserved"}"""),
                                @ExampleObject(name = "denied", value = """
                                                {"outcome":"denied","details":{"code":"LIMIT_EXCEEDED",\
                                                "reason":"exceeds_tenant_beta_ceiling_daily","limitType":"tenant_ceiling_daily",\
                                                "limit":"500.00","used":"450.00","requested":"80.00","currency":"USD",\
                                                "resetsAt":"2026-05-03T00:00:00.000Z"}}""")
                            }))
    @APIResponse(
            responseCode = "400",
            description =
                    "`ValidationError`, also for test mode, for a service that does not name all three, and for anybody"
                            + " else who names one of them; `MalformedJson`")
    @APIResponse(
            responseCode = "403",
            description = "`InsufficientRole`: neither a credential of an organization nor a service")
    @APIResponse(responseCode = "404", description = "`NotFound`: a service named an organization that there is not")
    @APIResponse(
            responseCode = "409",
            description = "`IdempotencyKeyConflict`: the reference was decided on for another path, amount or currency;"
                    + " `InvalidState`: it was released before it was reserved for, and stays so; details"
                    + " `{currentState, allowedStates}`")
    @APIResponse(
            responseCode = "503",
            description =
                    "`UpstreamUnavailable`: too much is waiting, or it can't be decided now; whether it was is told to"
                            + " whoever repeats it")
    public Uni<Answer> reserve(@NotNull @Valid Body body) {
        return outcome(body).map(Answer::of);
    }

    private Uni<ReservationOutcome> outcome(Body body) {
        var caller = principal.get();
        if (caller.tenant() == null) {
            return reserve.runFor(body.onBehalf().named(), body.request());
        }
        body.onBehalf().mustBeEmpty();
        return reserve.run(caller, body.request());
    }
}
