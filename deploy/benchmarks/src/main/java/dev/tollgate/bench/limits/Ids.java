package dev.tollgate.bench.limits;

import java.util.concurrent.ThreadLocalRandom;

/** Ids that look like those of the contract (conventions.md): a prefix and 26 characters that sort by time. */
final class Ids {
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;

    private Ids() {}

    static String next(String prefix) {
        var id = new StringBuilder(prefix).append('_');
        long millis = System.currentTimeMillis();
        for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
            id.append(CROCKFORD.charAt((int) (millis >>> (5 * i) & 31)));
        }
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(CROCKFORD.charAt(random.nextInt(32)));
        }
        return id.toString();
    }
}
