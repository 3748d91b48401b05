package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.account.ConnectedAccount.Payout;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.crypto.SecretBox;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** PIX keys at rest: sealed for one account, so that a row with another's key does not open. */
@Singleton
class PixKeys {
    private final SecretBox box;

    PixKeys(@ConfigProperty(name = "tollgate.encryption-key") String base64Key) {
        box = new SecretBox(base64Key);
    }

    Payout seal(String accountId, PixKeyType type, String validKey, Instant now) {
        var key = type.normalized(validKey);
        return new Payout(type, box.seal(new Secret(key), context(accountId)), type.masked(key), now);
    }

    /** For whoever pays out. */
    Secret open(String accountId, Payout payout) {
        return box.open(payout.sealed(), context(accountId));
    }

    private static String context(String accountId) {
        return accountId + "/pix_key";
    }
}
