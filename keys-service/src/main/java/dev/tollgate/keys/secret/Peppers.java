package dev.tollgate.keys.secret;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of this service that go into hashes, by version: {@code TOLLGATE_KEY_PEPPERS}, {@code <version>:<base64>,…}. The highest version is
 * for new hashes, all of them for comparing.
 */
final class Peppers {
    private static final String FORM = "TOLLGATE_KEY_PEPPERS must read <version>:<base64 of at least 32 random bytes>,…"
            + " with versions from 1 to 999999, none of them twice";
    private static final int LEAST_BYTES = 32;

    private final Map<Integer, SecretKeySpec> byVersion = new HashMap<>();
    private final @Nullable Integer newest;

    /** @param configured empty for none */
    Peppers(String configured) {
        List<Integer> order = new ArrayList<>();
        if (!configured.isBlank()) {
            for (var pepper : configured.split(",", -1)) {
                order.add(add(pepper.strip()));
            }
        }
        newest = order.isEmpty() ? null : order.getFirst();
    }

    /** The version for new hashes, or null where there are no peppers. */
    @Nullable
    Integer newest() {
        return newest;
    }

    /** Null for a version that is not configured (any more). */
    @Nullable
    SecretKeySpec get(int version) {
        return byVersion.get(version);
    }

    /** Says what is wrong without saying what was there: a pepper must not get into a log. */
    private int add(String pepper) {
        var parts = pepper.split(":", -1);
        if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(FORM);
        }
        int version = Integer.parseInt(parts[0]);
        byte[] bytes = bytes(parts[1]);
        if (bytes.length < LEAST_BYTES || byVersion.put(version, new SecretKeySpec(bytes, "HmacSHA256")) != null) {
            throw new IllegalArgumentException(FORM);
        }
        return version;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException quotesWhatItRead) {
            return new byte[0];
        }
    }
}
