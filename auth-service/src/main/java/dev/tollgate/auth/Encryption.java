package dev.tollgate.auth;

import dev.tollgate.platform.crypto.SecretBox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The box for secrets at rest: private signing keys, and sign-in tokens that wait for SMTP. */
@Singleton
class Encryption {
    @Produces
    @Singleton
    SecretBox box(@ConfigProperty(name = "tollgate.encryption-key") String base64Key) {
        return new SecretBox(base64Key);
    }
}
