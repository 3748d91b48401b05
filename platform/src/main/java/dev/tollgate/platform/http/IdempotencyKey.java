package dev.tollgate.platform.http;

import dev.tollgate.platform.error.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} header (contract/conventions.md, Idempotency): 1–255 visible ASCII characters. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    /** Set to {@code true} on the answer to a repeat. */
    public static final String REPLAYED_HEADER = "Idempotency-Replayed";

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /** The key, or null where the client sent none; anything malformed is a {@code ValidationError}. */
    public static @Nullable String parse(@Nullable String header) {
        if (header != null && !VISIBLE.matcher(header).matches()) {
            throw Problem.invalid(HEADER + ": must be 1 to 255 visible ASCII characters");
        }
        return header;
    }
}
