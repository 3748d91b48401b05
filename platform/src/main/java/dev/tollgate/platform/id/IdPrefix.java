package dev.tollgate.platform.id;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.tollgate.platform.error.Problem;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of id: {@code <prefix>_<UUIDv7 in Crockford base32>}, as the TypeID specification (v0.3) writes it. Ids of one kind sort by
 * the time they were made, to the millisecond, and in order within one process.
 */
public record IdPrefix(String prefix) {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int SUFFIX_LENGTH = 26;
    private static final Pattern SUFFIX = Pattern.compile("[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}");

    /** A new id. */
    public String create() {
        return prefix + '_' + encode(UuidCreator.getTimeOrderedEpochPlus1());
    }

    /** Whether {@code text} is an id of this kind. */
    public boolean matches(@Nullable String text) {
        return text != null
                && text.length() == prefix.length() + 1 + SUFFIX_LENGTH
                && text.startsWith(prefix)
                && text.charAt(prefix.length()) == '_'
                && SUFFIX.matcher(text.substring(prefix.length() + 1)).matches();
    }

    /** An id from a path: anything that is not of this kind is absent, so 404. */
    public String fromPath(@Nullable String text) {
        if (text == null || !matches(text)) {
            throw Problem.notFound();
        }
        return text;
    }

    /** An id from a body or a query: anything that is not of this kind is a {@code ValidationError} at {@code path}. */
    public String fromBody(String path, @Nullable String text) {
        if (text == null || !matches(text)) {
            throw Problem.invalid(path + ": must be an id like " + prefix + "_…");
        }
        return text;
    }

    /** 128 bits as 26 characters of 5 bits, the first of which holds only 3. */
    static String encode(UUID uuid) {
        char[] suffix = new char[SUFFIX_LENGTH];
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        for (int i = SUFFIX_LENGTH - 1; i >= 0; i--) {
            suffix[i] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(suffix);
    }
}
