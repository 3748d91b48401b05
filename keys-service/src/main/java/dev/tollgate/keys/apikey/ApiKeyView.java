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
@Schema(
        name = "ApiKey",
        requiredProperties = {
            "id",
            "orgId",
            "name",
            "keyPrefix",
            "testMode",
            "scopes",
            "lastUsedAt",
            "revokedAt",
            "createdAt"
        })
record ApiKeyView(
        @Schema(examples = "key_01kay4d0y5e1rrv4x8p0m6c2tz") String id,
        @Schema(examples = "org_01kay4d0y5e1rrv4x8p0m6c2tz") String orgId,
        @Schema(examples = "ERP integration") String name,

        @Schema(
                description = "The public half: what to recognise the key by. It may be logged.",
                examples = "pk_live_0A1b2C3d4E5f6G7h8I9j")
        String keyPrefix,

        @Schema(examples = "false") boolean testMode,

        @Schema(description = "Empty: unrestricted.", examples = "[\"payment_intents:write\"]")
        List<String> scopes,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                examples = "2026-05-02T15:00:00.000Z")
        @Nullable
        Instant lastUsedAt,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                examples = "2026-05-02T15:00:00.000Z")
        @Nullable
        Instant revokedAt,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant createdAt,

        @Schema(
                implementation = String.class,
                format = "date-time",
                description = "Present where the key was given an end.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Instant expiresAt) {

    /** As it was when it was still good. */
    ApiKeyView beforeRevocation() {
        return new ApiKeyView(id, orgId, name, keyPrefix, testMode, scopes, lastUsedAt, null, createdAt, expiresAt);
    }

    Mode mode() {
        return testMode ? Mode.TEST : Mode.LIVE;
    }
}
