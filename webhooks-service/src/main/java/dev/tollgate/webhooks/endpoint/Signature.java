package dev.tollgate.webhooks.endpoint;

import dev.tollgate.platform.crypto.Randomness;
import dev.tollgate.platform.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The symmetric signature of the Standard Webhooks specification: HMAC-SHA256 of {@code id.timestamp.body}. */
public final class Signature {
    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** A new secret, {@code whsec_<base64 of 32 random bytes>}. */
    public static Secret newSecret() {
        byte[] bytes = Randomness.bytes(SECRET_BYTES);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The value of {@code webhook-signature}, {@code v1,<base64>}. */
    static String of(Secret secret, String id, long timestampSeconds, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length())), ALGORITHM));
            var signed = id + '.' + timestampSeconds + '.' + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
