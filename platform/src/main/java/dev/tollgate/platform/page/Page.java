package dev.tollgate.platform.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.error.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first, or of a queue, oldest first: {@code {"data": […], "nextCursor": "…" | null}}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> data,

        @Schema(nullable = true, description = "Give it as `cursor` to go on; null on the last page.") @Nullable
        String nextCursor) {
    /** {@code ?limit=} when absent. */
    public static final String DEFAULT_LIMIT = "20";

    /** The largest {@code ?limit=}. */
    public static final int MAX_LIMIT = 100;

    /** Reads {@code ?limit=}; what is no number from 1 to 100 is a {@code ValidationError} (a typed parameter would answer 404). */
    public static int limit(@Nullable String text) {
        var limit = text == null ? DEFAULT_LIMIT : text;
        if (limit.matches("[0-9]{1,3}")) {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= MAX_LIMIT) {
                return value;
            }
        }
        throw Problem.invalid("limit: must be a number from 1 to " + MAX_LIMIT);
    }

    /** Makes a page of at most {@code limit} rows from a query that asked for {@code limit + 1}. */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, String> id, Function<R, T> view) {
        return page(rows, limit, last -> Cursor.encode(id.apply(last)), view);
    }

    /** The same of a queue, oldest first. */
    public static <R, T> Page<T> ofQueue(List<R> rows, int limit, Function<R, QueueCursor> place, Function<R, T> view) {
        return page(rows, limit, last -> place.apply(last).encode(), view);
    }

    private static <R, T> Page<T> page(List<R> rows, int limit, Function<R, String> cursor, Function<R, T> view) {
        boolean more = rows.size() > limit;
        var shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
    }
}
