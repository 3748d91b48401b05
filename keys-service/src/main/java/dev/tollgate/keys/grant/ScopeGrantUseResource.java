package dev.tollgate.keys.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.principal.CurrentPrincipal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.jspecify.annotations.Nullable;

/** {@code /internal/v1/scope-grants/use}: for services that move money, with the agent's own token. */
@Path("/internal/v1/scope-grants/use")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "internal", description = "Between services; the gateway does not proxy these.")
class ScopeGrantUseResource {
    private final CurrentPrincipal principal;
    private final UseScopeGrant use;

    ScopeGrantUseResource(CurrentPrincipal principal, UseScopeGrant use) {
        this.principal = principal;
        this.use = use;
    }

    /** What the agent is about to do. */
    @Schema(name = "ScopeGrantUse")
    record Request(
            @Schema(enumeration = ScopeGrant.TREASURY)
            @NotNull(message = "is required")
            @Pattern(regexp = ScopeGrant.TREASURY, message = "must be \"treasury\"")
            String scope,

            @Schema(description = "What it is used for: the same one gets the same grant again.")
            @NotNull(message = "is required")
            @Size(min = 1, max = 512, message = "must have 1 to 512 characters")
            String reference) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ScopeGrantUseOutcome", requiredProperties = "outcome")
    record Answer(
            @Schema(enumeration = {"used", "missing"}) String outcome,
            @Nullable String grantId) {}

    @POST
    @Operation(
            operationId = "useScopeGrant",
            summary = "Use a grant of the calling agent",
            description = "One grant a reference, whoever races and however often it is repeated.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "An outcome; having none is one too.")
    @APIResponse(responseCode = "403", description = "`FORBIDDEN`: not an agent; `InsufficientRole`")
    public Uni<Answer> use(@NotNull(message = "is required") @Valid Request request) {
        return use.execute(principal.get(), request.scope(), request.reference())
                .map(grant -> new Answer(grant.isPresent() ? "used" : "missing", grant.orElse(null)));
    }
}
