package dev.tollgate.keys.resolve;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a presented API key, on the wire. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "ApiKeyResolution",
        requiredProperties = {"outcome", "asOf", "subjects"})
record ApiKeyResolution(
        @Schema(enumeration = {"resolved", "refused"}) String outcome,
        @Nullable String keyId,
        @Nullable String orgId,
        @Nullable Mode mode,

        @Schema(description = "Absent: unrestricted.") @Nullable
        List<String> scopes,

        @Schema(
                implementation = String.class,
                format = "date-time",
                description = "When the key ends by itself; absent: never.")
        @Nullable
        Instant validUntil,

        @Schema(description = "The number of changes that this knows of.")
        long asOf,

        @Schema(
                description = "A later change of one of these makes it void.",
                examples = "[\"api_key:0A1b2C3d4E5f6G7h8I9j\"]")
        List<String> subjects) {

    static ApiKeyResolution of(ResolveCredential.Told told, Presented presented) {
        var subjects = List.of("api_key:" + presented.id());
        return told.resolution() instanceof Resolution.Key key
                ? new ApiKeyResolution(
                        "resolved",
                        key.keyId(),
                        key.tenant().orgId(),
                        key.tenant().mode(),
                        key.scopes().isEmpty() ? null : key.scopes(),
                        key.validUntil(),
                        told.asOf(),
                        subjects)
                : new ApiKeyResolution("refused", null, null, null, null, null, told.asOf(), subjects);
    }
}
