package dev.tollgate.platform.page;

import dev.tollgate.platform.id.IdPrefix;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the id of the last row seen. Ids sort by time, so a page is "older than this id", and rows that are added
 * meanwhile change nothing.
 */
public final class Cursor {
    /** Sorts after every id: the start of a list, newest first. */
    private static final String START = "~";

    private Cursor() {}

    static String encode(String lastId) {
        return CursorText.encode(lastId);
    }

    /** The id that rows must be older than ({@code id < before}); without a cursor, a text that every id is older than. */
    public static String before(@Nullable String cursor, IdPrefix kind) {
        return cursor == null
                ? START
                : CursorText.decode(cursor, id -> Optional.of(id).filter(kind::matches));
    }
}
