package dev.tollgate.keys.hash;

import dev.tollgate.platform.crypto.Randomness;
import dev.tollgate.platform.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is stored of a secret: SHA-256 over 16 random bytes and the secret. No slow function (bcrypt, Argon2): those make guessing dear
 * where people choose the secret. Ours has 256 random bits, so there is nothing to guess, and it is hashed on every request.
 */
public final class SaltedHash {
    private static final int SALT_BYTES = 16;

    /** Compared with when there is nothing to compare with, so that an unknown key costs what a wrong secret costs. */
    private static final SaltedHash NOBODY = of(new Secret("nobody"));

    private final byte[] salt;
    private final byte[] hash;

    private SaltedHash(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    /** Of a secret that was just made. */
    public static SaltedHash of(Secret secret) {
        byte[] salt = Randomness.bytes(SALT_BYTES);
        return new SaltedHash(salt, digest(salt, secret));
    }

    /** As it was stored. */
    public static SaltedHash stored(byte[] salt, byte[] hash) {
        return new SaltedHash(salt.clone(), hash.clone());
    }

    /** A hash that no credential's secret matches, at the cost of one that could. */
    public static SaltedHash ofNobody() {
        return NOBODY;
    }

    /** Whether {@code presented} is the secret, in a time that does not depend on how much of it is right. */
    public boolean matches(Secret presented) {
        return MessageDigest.isEqual(hash, digest(salt, presented));
    }

    public byte[] salt() {
        return salt.clone();
    }

    public byte[] hash() {
        return hash.clone();
    }

    private static byte[] digest(byte[] salt, Secret secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
