package dev.tollgate.keys.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.tollgate.keys.secret.RevealedSecret;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.crypto.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        @JsonUnwrapped ApiKeyView key,

        @Schema(
                implementation = String.class,
                description = "The whole key, to be sent as `X-API-Key`. It is shown here and never again.",
                examples = "pk_live_0A1b2C3d4E5f6G7h8I9j.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG1kHk3p")
        @JsonSerialize(using = RevealedSecret.class)
        Secret secret) {

    static IssuedApiKey of(ApiKeyView key, ApiKeyText text) {
        return new IssuedApiKey(key, text.text());
    }
}
