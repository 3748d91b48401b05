package dev.tollgate.platform.coherence;

import dev.tollgate.platform.principal.Groups;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /internal/v1/changes}: the long-lived exchange between an authority and those who remember its answers. */
@Path("/internal/v1/changes")
@Tag(name = "internal", description = "Between services; the gateway does not proxy these.")
@IfBuildProperty(name = "tollgate.coherence.authority", stringValue = "true")
class ChangesResource {
    private final ExchangeChanges exchange;

    ChangesResource(ExchangeChanges exchange) {
        this.exchange = exchange;
    }

    /** Without a schema annotation of its own: services that are no authority would publish it. */
    record ChangesExchange(
            @Schema(description = "A random name, new with every start.")
            @NotNull(message = "is required")
            @Size(min = 1, max = 64, message = "must have 1 to 64 characters")
            String subscriber,

            @Schema(description = "The last number applied; absent: nothing is remembered.")
            @PositiveOrZero(message = "must not be negative")
            @Nullable
            Long heard,

            @Schema(description = "False: answer at once also without news; for who is about to lose its lease.")
            @Nullable
            Boolean patient) {}

    @POST
    @RolesAllowed(Groups.SERVICE)
    @Operation(
            operationId = "exchangeChanges",
            summary = "Renew a lease and hear what changed",
            description = "Answers at once if there is news, after half a second otherwise. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "The lease is renewed, counted from before the request was sent, if the answer is complete.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Bulletin.class)))
    @APIResponse(responseCode = "403", description = "`InsufficientRole`")
    public Uni<Bulletin> exchange(@NotNull(message = "is required") @Valid ChangesExchange request) {
        return exchange.execute(request.subscriber(), request.heard(), !Boolean.FALSE.equals(request.patient()));
    }
}
