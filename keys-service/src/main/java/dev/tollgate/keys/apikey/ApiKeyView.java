package dev.tollgate.keys.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as {@code GET /v1/api-keys/{id}} and the facts about it show it (contract/credentials.md, API keys). */
@RegisterForReflection
@Schema(name = "ApiKey")
record ApiKeyView(
        @Schema(examples = "key_01kay4d0y5e1rrv4x8p0m6c2tz") String id,
        @Schema(examples = "org_01kay4d0y5e1rrv4x8p0m6c2tz") String orgId,
        @Schema(examples = "ERP integration") String name,

        @Schema(
                description = "The public half: what to recognise the key by. It may be logged.",
                examples = "pk_live_4fJq8ZrT1xWc6BvN0sKd")
        String keyPrefix,

        boolean testMode,

        @Schema(description = "Empty: unrestricted.", examples = "[\"payment_intents:write\"]")
        List<String> scopes,

        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        Instant createdAt,

        @Schema(description = "Present where the key was given an end.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Instant expiresAt) {

    Mode mode() {
        return testMode ? Mode.TEST : Mode.LIVE;
    }
}
