package dev.tollgate.keys.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.crypto.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as the 201 of its creation shows it: the only place where the whole of it is ever seen. */
@RegisterForReflection
@Schema(name = "IssuedApiKey")
record IssuedApiKey(
        @Schema(examples = "key_01kay4d0y5e1rrv4x8p0m6c2tz") String id,
        @Schema(examples = "org_01kay4d0y5e1rrv4x8p0m6c2tz") String orgId,
        @Schema(examples = "ERP integration") String name,
        @Schema(examples = "pk_live_4fJq8ZrT1xWc6BvN0sKd") String keyPrefix,
        boolean testMode,

        @Schema(description = "Empty: unrestricted.", examples = "[\"payment_intents:write\"]")
        List<String> scopes,

        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        Instant createdAt,

        @Schema(description = "Present where the key was given an end.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Instant expiresAt,

        @Schema(
                implementation = String.class,
                description = "The whole key, to be sent as `X-API-Key`. It is shown here and never again.",
                examples = "pk_live_4fJq8ZrT1xWc6BvN0sKd.<49 characters>")
        @JsonSerialize(using = Revealed.class)
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

    /** The one place where a secret is written out. */
    static final class Revealed extends JsonSerializer<Secret> {
        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(secret.reveal());
        }
    }
}
