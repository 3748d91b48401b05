package dev.tollgate.gateway.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a credential, by which it is found in memory: the credential itself is not kept, and how long a lookup takes tells nothing
 * about one that is.
 */
record Fingerprint(long first, long second, long third, long fourth) {
    static Fingerprint of(String credential) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.US_ASCII));
            var parts = ByteBuffer.wrap(digest);
            return new Fingerprint(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
