package dev.tollgate.keys.secret;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.tollgate.platform.crypto.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;

/** The one place where a secret is written out: for the answer to the request that made it, and nothing else. */
@RegisterForReflection
public final class RevealedSecret extends JsonSerializer<Secret> {
    @Override
    public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(secret.reveal());
    }
}
