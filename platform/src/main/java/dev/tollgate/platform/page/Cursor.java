package dev.tollgate.platform.page;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.id.IdPrefix;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the id of the last row seen. Ids sort by time, so a page is "older than this id", and rows that are added
 * meanwhile change nothing.
 */
public final class Cursor {
    /** Sorts after every id: the start of a list, newest first. */
    private static final String START = "~";

    private static final String VERSION = "1:";

    private Cursor() {}

    static String encode(String lastId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + lastId).getBytes(StandardCharsets.US_ASCII));
    }

    /** The id that rows must be older than ({@code id < before}); without a cursor, a text that every id is older than. */
    public static String before(@Nullable String cursor, IdPrefix kind) {
        if (cursor == null) {
            return START;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.startsWith(VERSION) && kind.matches(text.substring(VERSION.length()))) {
                return text.substring(VERSION.length());
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one answer for every cursor that is not ours
        }
        throw Problem.invalid("cursor: is not one of ours");
    }
}
