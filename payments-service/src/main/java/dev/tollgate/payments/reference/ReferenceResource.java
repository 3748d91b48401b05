package dev.tollgate.payments.reference;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
    record Answer(@Schema(enumeration = {"exists", "never"}) String outcome) {}

    @POST
    @Operation(
            operationId = "confirmReference",
            summary = "Say that a payment exists, or that it never will",
            description =
                    "`never` is a promise: what was about to become a payment of that id is given up. Needs the group `service`.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "The answer.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`")
    public Uni<Answer> confirm(@NotNull(message = "is required") @Valid Question question) {
        var tenant = new Tenant(Tenant.ORGANIZATION.fromBody("orgId", question.orgId()), question.mode());
        return confirm.exists(tenant, question.reference()).map(exists -> new Answer(exists ? "exists" : "never"));
    }
}
