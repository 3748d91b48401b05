package dev.tollgate.platform.credential;

import dev.tollgate.platform.crypto.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Digits and letters only: a double click selects the whole text, and no URL, shell or JSON escapes it. */
final class Base62 {
    /** A CRC-32 in base62: 62<sup>6</sup> &gt; 2<sup>32</sup>. */
    static final int CHECKSUM_LENGTH = 6;

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Base62() {}

    /** Characters drawn one by one, each as likely as any other: 5.954 bits apiece. */
    static String random(int length) {
        var text = new StringBuilder(length);
        var random = Randomness.source();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The CRC-32 of {@code text}: it differs whenever one character does. */
    static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        char[] checksum = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            checksum[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(checksum);
    }
}
