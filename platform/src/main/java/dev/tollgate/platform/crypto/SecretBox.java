package dev.tollgate.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that we must be able to read again (AES-256-GCM, NIST SP 800-38D: a random 96-bit nonce, a 128-bit tag). The
 * context, such as the id of the row, is authenticated with it: a value moved to another row does not open.
 */
public final class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private final SecretKeySpec key;

    /** @param base64Key 32 random bytes ({@code TOLLGATE_ENCRYPTION_KEY}) */
    public SecretBox(String base64Key) {
        byte[] bytes = Base64.getDecoder().decode(base64Key);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("TOLLGATE_ENCRYPTION_KEY must be the base64 form of 32 random bytes");
        }
        key = new SecretKeySpec(bytes, "AES");
    }

    /** {@code v1.<base64 of nonce and ciphertext>}. */
    public String seal(Secret secret, String context) {
        byte[] nonce = Randomness.bytes(NONCE_BYTES);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.reveal().getBytes(StandardCharsets.UTF_8), context);
        return "v1."
                + Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                .put(nonce)
                                .put(sealed)
                                .array());
    }

    /** Opens what {@link #seal} closed in the same context; anything else is an {@link IllegalArgumentException}. */
    public Secret open(String sealed, String context) {
        if (!sealed.startsWith("v1.")) {
            throw new IllegalArgumentException("not a sealed secret");
        }
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(3)));
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] ciphertext = new byte[bytes.remaining()];
        bytes.get(ciphertext);
        return new Secret(new String(run(Cipher.DECRYPT_MODE, nonce, ciphertext, context), StandardCharsets.UTF_8));
    }

    private byte[] run(int operation, byte[] nonce, byte[] input, String context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(operation, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("the secret does not open with this key and context", refused);
        }
    }
}
