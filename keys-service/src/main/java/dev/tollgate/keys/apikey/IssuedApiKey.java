package dev.tollgate.keys.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.tollgate.keys.secret.RevealedSecret;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.crypto.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as the 201 of its creation shows it: the only place where the whole of it is ever seen. */
@RegisterForReflection
@Schema(
        name = "IssuedApiKey",
        requiredProperties = {
            "id",
            "orgId",
            "name",
            "keyPrefix",
            "testMode",
            "scopes",
            "lastUsedAt",
            "revokedAt",
            "createdAt",
            "secret"
        })
record IssuedApiKey(
        @Schema(examples = "key_01kay4d0y5e1rrv4x8p0m6c2tz") String id,
        @Schema(examples = "org_01kay4d0y5e1rrv4x8p0m6c2tz") String orgId,
        @Schema(examples = "ERP integration") String name,
        @Schema(examples = "pk_live_0A1b2C3d4E5f6G7h8I9j") String keyPrefix,
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
        Instant expiresAt,

        @Schema(
                implementation = String.class,
                description = "The whole key, to be sent as `X-API-Key`. It is shown here and never again.",
                examples = "pk_live_0A1b2C3d4E5f6G7h8I9j.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG1kHk3p")
        @JsonSerialize(using = RevealedSecret.class)
        Secret secret) {

    static IssuedApiKey of(ApiKeyView key, ApiKeyText text) {
        return new IssuedApiKey(
                key.id(),
                key.orgId(),
                key.name(),
                key.keyPrefix(),
                key.testMode(),
                key.scopes(),
                key.lastUsedAt(),
                key.revokedAt(),
                key.createdAt(),
                key.expiresAt(),
                text.text());
    }
}
