package dev.tollgate.keys.resolve;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a presented agent token, on the wire. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "AgentResolution",
        requiredProperties = {"outcome", "asOf", "subjects"})
record AgentResolution(
        @Schema(enumeration = {"resolved", "refused"}) String outcome,
        @Nullable String agentId,
        @Nullable String orgId,

        @Schema(description = "That of the token; whether the organization may go live is another's to say.") @Nullable
        Mode mode,

        @Schema(description = "The same for every agent.") @Nullable
        List<String> scopes,

        @Nullable Integer kyaTier,

        @Schema(description = "The number of changes that this knows of.")
        long asOf,

        @Schema(
                description = "A later change of one of these makes it void.",
                examples = "[\"agent:0A1b2C3d4E5f6G7h8I9j\"]")
        List<String> subjects) {
    /** What agents may ask for. Moving money needs a grant beside it. */
    private static final List<String> SCOPES =
            List.of("payment_intents:read", "payment_intents:write", "invoices:read");

    static AgentResolution of(ResolveCredential.Told told, Presented presented) {
        var subjects = List.of("agent:" + presented.id());
        return told.resolution() instanceof Resolution.Agent agent
                ? new AgentResolution(
                        "resolved",
                        agent.agentId(),
                        agent.tenant().orgId(),
                        agent.tenant().mode(),
                        SCOPES,
                        agent.kyaTier(),
                        told.asOf(),
                        subjects)
                : new AgentResolution("refused", null, null, null, null, null, told.asOf(), subjects);
    }
}
