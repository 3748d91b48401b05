package dev.tollgate.auth.signin;

import dev.tollgate.platform.crypto.Randomness;
import dev.tollgate.platform.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a mailed link is worth: 256 bits from a CSPRNG, kept as a SHA-256 only. A plain hash is enough: there is nothing to guess, so
 * nothing that a slow hash would slow down.
 */
public final class LinkToken {
    private static final int BYTES = 32;

    private LinkToken() {}

    /** A new one, base64url. */
    public static Secret random() {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(BYTES)));
    }

    /** How it is kept: 64 hexadecimal digits. */
    public static String hash(Secret plain) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(plain.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
