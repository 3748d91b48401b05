package dev.tollgate.testkit;

import java.math.BigInteger;
import java.util.concurrent.ThreadLocalRandom;

/** Typed ids as the contract writes them (conventions.md: prefix and UUIDv7 in the TypeID form), new on every call. */
public final class TestIds {

    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CHARACTERS = 26;
    private static final int BITS_PER_CHARACTER = 5;

    private TestIds() {}

    /** A new id, {@code next("org")} for example {@code org_01k…}. */
    public static String next(String prefix) {
        var random = ThreadLocalRandom.current();
        var high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        var low = random.nextLong() >>> 2 | 1L << 63;
        var value = BigInteger.valueOf(high).shiftLeft(64).or(new BigInteger(Long.toUnsignedString(low)));
        var text = new StringBuilder(prefix).append('_');
        for (var i = CHARACTERS - 1; i >= 0; i--) {
            text.append(
                    CROCKFORD.charAt(value.shiftRight(i * BITS_PER_CHARACTER).intValue() & 31));
        }
        return text.toString();
    }
}
