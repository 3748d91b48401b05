package dev.tollgate.onboarding.pix;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.crypto.SecretBox;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** PIX keys at rest: sealed for one owner, so that a row with another's key does not open. */
@Singleton
public class PixKeys {
    private final SecretBox box;

    PixKeys(@ConfigProperty(name = "tollgate.encryption-key") String base64Key) {
        box = new SecretBox(base64Key);
    }

    /** A valid key of this owner. */
    public Payout seal(String ownerId, PixKeyType type, String validKey, Instant now) {
        var key = type.normalized(validKey);
        return new Payout(type, box.seal(new Secret(key), context(ownerId)), type.masked(key), now);
    }

    /** For whoever pays out. */
    public Secret open(String ownerId, Payout payout) {
        return box.open(payout.sealed(), context(ownerId));
    }

    private static String context(String ownerId) {
        return ownerId + "/pix_key";
    }
}
