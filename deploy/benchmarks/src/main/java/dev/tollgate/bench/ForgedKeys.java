package dev.tollgate.bench;

import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** API keys that nobody issued. */
public final class ForgedKeys {
    private static final int CHECKSUM_LENGTH = 6;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private ForgedKeys() {}

    /** A key that looks right in everything. */
    public static ApiKeyText unknown() {
        return ApiKeyText.mint(Mode.TEST);
    }

    /** A key with one character mistyped: its checksum says so. */
    public static String mistyped(String key) {
        char last = key.charAt(key.length() - 1);
        return key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0');
    }

    /** The public half of a key that exists, with random characters that are not its own and the checksum that belongs to the two. */
    public static ApiKeyText withAnotherSecret(String key) {
        var other = unknown().secret().reveal();
        var text = key.substring(0, key.indexOf('.') + 1) + other.substring(0, other.length() - CHECKSUM_LENGTH);
        return ApiKeyText.parse(text + checksum(text)).orElseThrow();
    }

    /** The CRC-32 of everything before it in base62, as {@link ApiKeyText} documents it: no secret, and no protection. */
    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        var checksum = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            checksum[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(checksum);
    }
}
