package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The question of the gateway and of limits-service, and, with the caller's token, of those who open live to somebody (docs/reference/service-interfaces.md, Commands by
 * HTTP). It needs nobody but this service.
 */
@Path("/internal/v1/organizations/{orgId}/production-access")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Groups.SERVICE, Groups.TENANT})
@Tag(name = "internal")
class InternalStatusResource {
    private final ProductionAccessGate gate;

    private final CurrentPrincipal principal;

    InternalStatusResource(ProductionAccessGate gate, CurrentPrincipal principal) {
        this.gate = gate;
        this.principal = principal;
    }

    @GET
    @Operation(
            summary = "Whether an organization may go live, now",
            description = """
                    Internal: other processes of Tollgate only, never proxied by the gateway. It tells the state as committed at this moment, \
                    the number of the last decision, the ceilings that decisions set, and what may be remembered of it (`asOf`, `subjects`: POST /internal/v1/changes); an organization nobody heard of is `sandbox_only` and not `known`. Scope: none (services, and with the caller's token for the caller's own organization).""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = Status.class, responseDescription = "The state.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: staff and anonymous.")
    @APIResponse(responseCode = "404", description = "`NotFound`: not an organization's id, or another's.")
    public Uni<Status> currentProductionAccess(@PathParam("orgId") String orgId) {
        var id = Tenant.ORGANIZATION.fromPath(orgId);
        var tenant = principal.get().tenant();
        if (tenant != null && !tenant.orgId().equals(id)) {
            throw Problem.notFound();
        }
        return gate.now(id).map(standing -> Status.of(id, standing));
    }

    @Schema(
            name = "ProductionAccessStatus",
            requiredProperties = {"status", "decision", "known", "asOf", "subjects"})
    record Status(
            ProductionAccessState status,

            @Schema(description = "The number of the organization's last move; 0 before the first.")
            int decision,

            @Schema(
                    description =
                            "What the newest decision that had one set; absent where none had. It holds from the moment that decision does.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            DecidedCeiling ceiling,

            @Schema(
                    description =
                            "Whether there is such an organization, as far as its sign-up was heard of; it may turn true without a change.")
            boolean known,

            long asOf,
            List<String> subjects) {

        static Status of(String orgId, Standing standing) {
            var decided = standing.ceiling();
            return new Status(
                    standing.state(),
                    standing.decision(),
                    decided == null ? null : DecidedCeiling.of(decided.decision(), decided.ceiling()),
                    standing.known(),
                    standing.asOf(),
                    List.of(ProductionAccessGate.subject(orgId)));
        }
    }

    /** Amounts are US dollars; null is the platform's default. */
    @Schema(
            name = "DecidedCeiling",
            requiredProperties = {"decision", "perTx", "daily", "monthly", "disabled"})
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DecidedCeiling(
            @Schema(description = "The number of the decision that set it.")
            int decision,

            @Schema(examples = "100.00", nullable = true) @Nullable
            String perTx,

            @Schema(examples = "500.00", nullable = true) @Nullable
            String daily,

            @Schema(examples = "2000.00", nullable = true) @Nullable
            String monthly,

            boolean disabled) {

        static DecidedCeiling of(int decision, Ceiling ceiling) {
            return new DecidedCeiling(
                    decision,
                    text(ceiling.perTx()),
                    text(ceiling.daily()),
                    text(ceiling.monthly()),
                    ceiling.disabled());
        }

        private static @Nullable String text(@Nullable BigDecimal amount) {
            return amount == null ? null : amount.toPlainString();
        }
    }
}
