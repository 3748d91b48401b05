package dev.tollgate.auth.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a chain goes. Who keeps one can prove later that nothing up to it was altered or taken away.
 *
 * @param sequence how many entries there are
 * @param hash the last one's
 */
@RegisterForReflection
@Schema(
        name = "AuditHead",
        description =
                "How far the log goes. Keep it somewhere else to be able to prove later that nothing up to it was altered or removed.")
public record ChainHead(
        @Schema(description = "How many entries there are.", examples = "12")
        long sequence,

        @Schema(
                description = "The last entry's hash; 64 zeros where there is none.",
                examples = "5f1d7a84db00d2fce00b31a7fc73224f41db89c6ae6d0d4a1c6f0a1f5ff2a0de")
        String hash) {
    /** Of a chain without entries: what the first one names as its predecessor's hash. */
    public static final ChainHead START = new ChainHead(0, "0".repeat(64));
}
