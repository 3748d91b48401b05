package dev.tollgate.payments.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /internal/v1/references/confirm} (docs/reference/service-interfaces.md): what an owner of a money path answers to limits-service. */
@Path("/internal/v1/references/confirm")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.SERVICE)
@Tag(name = "internal", description = "Between services; the gateway does not proxy these.")
class ReferenceResource {
    private final ConfirmReference confirm;

    ReferenceResource(ConfirmReference confirm) {
        this.confirm = confirm;
    }

    @Schema(name = "ReferenceQuestion")
    record Question(
            @Schema(examples = "org_01k0000000000000000000000a") @NotNull(message = "is required")
            String orgId,

            @NotNull(message = "is required") Mode mode,

            @Schema(
                    description = "The money path; all of this service's have one kind of id.",
                    examples = "payment_intent")
            @NotNull(message = "is required")
            String path,

            @Schema(examples = "pi_01k0000000000000000000000a") @NotNull(message = "is required")
            String reference) {}

    @Schema(name = "ReferenceAnswer", requiredProperties = "outcome")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            @Schema(enumeration = {"exists", "never"}) String outcome,

            @Schema(
                    enumeration = {"open", "settled", "ended"},
                    description = "Of what exists: it may still settle, it did, or it ended without money.")
            @Nullable
            String state) {
        static Answer of(Fate fate) {
            return fate == Fate.NEVER
                    ? new Answer("never", null)
                    : new Answer("exists", fate.name().toLowerCase(Locale.ROOT));
        }
    }

    @POST
    @Operation(
            operationId = "confirmReference",
            summary = "Say what became of a payment, or that it never will be",
            description =
                    "`never` is a promise: what was about to become a payment of that id is given up. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The answer.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`")
    public Uni<Answer> confirm(@NotNull(message = "is required") @Valid Question question) {
        var tenant = new Tenant(Tenant.ORGANIZATION.fromBody("orgId", question.orgId()), question.mode());
        return confirm.fate(tenant, question.reference()).map(Answer::of);
    }
}
