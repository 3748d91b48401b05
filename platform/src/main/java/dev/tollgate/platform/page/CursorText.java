package dev.tollgate.platform.page;

import dev.tollgate.platform.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** How the place that a cursor names is written, in every list: a version and a text of the list's own, in base64url; and the one answer for what is none. */
public final class CursorText {
    private static final String VERSION = "1:";

    private CursorText() {}

    public static String encode(String place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + place).getBytes(StandardCharsets.US_ASCII));
    }

    /** What the list reads in it; a {@code ValidationError} if that is nothing. */
    public static <T> T decode(String cursor, Function<String, Optional<T>> reader) {
        return text(cursor)
                .filter(text -> text.startsWith(VERSION))
                .flatMap(text -> reader.apply(text.substring(VERSION.length())))
                .orElseThrow(() -> Problem.invalid("cursor: is not one of ours"));
    }

    private static Optional<String> text(String cursor) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
