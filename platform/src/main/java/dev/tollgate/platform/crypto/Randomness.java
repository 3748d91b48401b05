package dev.tollgate.platform.crypto;

import java.security.SecureRandom;

/**
 * Bits that nobody can guess, from the system's CSPRNG. The generator is made when it is needed and never kept in a static field: a native image
 * would carry its state from the build, and refuses to.
 */
public final class Randomness {
    private Randomness() {}

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        source().nextBytes(bytes);
        return bytes;
    }

    /** For those who draw something else than bytes. */
    public static SecureRandom source() {
        return new SecureRandom();
    }
}
