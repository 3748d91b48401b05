package dev.tollgate.keys.secret;

import dev.tollgate.platform.crypto.Randomness;
import dev.tollgate.platform.crypto.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes secrets and compares them: SHA-256 over 16 random bytes and the secret, or, where a pepper is configured, HMAC-SHA-256 with it over the
 * same. No slow function (bcrypt, Argon2): those make guessing dear where people choose the secret. Ours has 256 random bits, so there
 * is nothing to guess, and it is hashed whenever a gateway asks.
 */
@ApplicationScoped
public class SecretHashes {
    private static final Logger LOG = Logger.getLogger(SecretHashes.class);
    private static final int SALT_BYTES = 16;

    private final Peppers peppers;

    /** Compared with when there is nothing to compare with, so that an unknown credential costs what a wrong secret costs. */
    private final SaltedHash nobody;

    SecretHashes(@ConfigProperty(name = "tollgate.key-peppers") Optional<String> peppers) {
        this.peppers = new Peppers(peppers.orElse(""));
        this.nobody = of(new Secret("nobody"));
    }

    /** Of a secret that was just made, with the newest pepper. */
    public SaltedHash of(Secret secret) {
        byte[] salt = Randomness.bytes(SALT_BYTES);
        var version = peppers.newest();
        return new SaltedHash(salt, digest(salt, secret, version), version);
    }

    /**
     * Whether {@code presented} is the secret, in a time that does not depend on how much of it is right, nor on whether there is anything to compare
     * with. Hashes of all configured peppers are told, and those without one; a hash whose pepper is gone matches nothing, and the log says so.
     *
     * @param stored null for a credential that does not exist
     */
    public boolean matches(@Nullable SaltedHash stored, Secret presented) {
        boolean known = stored != null && tellable(stored);
        var compared = stored != null && known ? stored : nobody;
        byte[] digest = digest(compared.salt().getBytes(), presented, compared.pepperVersion());
        return MessageDigest.isEqual(compared.hash().getBytes(), digest) && known;
    }

    private boolean tellable(SaltedHash stored) {
        var version = stored.pepperVersion();
        if (version == null || peppers.get(version) != null) {
            return true;
        }
        LOG.errorf("a credential is refused because TOLLGATE_KEY_PEPPERS lacks version %d", version);
        return false;
    }

    private byte[] digest(byte[] salt, Secret secret, @Nullable Integer version) {
        byte[] text = secret.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            if (version == null) {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(salt);
                return digest.digest(text);
            }
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(peppers.get(version));
            mac.update(salt);
            return mac.doFinal(text);
        } catch (GeneralSecurityException everyJavaHasThem) {
            throw new IllegalStateException(everyJavaHasThem);
        }
    }
}
