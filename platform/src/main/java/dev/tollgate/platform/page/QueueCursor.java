package dev.tollgate.platform.page;

import dev.tollgate.platform.id.IdPrefix;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a queue, oldest first, goes on: after what came at this time, with this id. What comes meanwhile comes at its end. */
public record QueueCursor(Instant at, String id) {
    private static final QueueCursor START = new QueueCursor(Instant.EPOCH, "");
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}):(.+)");

    /** A {@code ValidationError} for what is none; without a cursor, the start. */
    public static QueueCursor parse(@Nullable String cursor, IdPrefix kind) {
        return cursor == null ? START : CursorText.decode(cursor, place -> read(place, kind));
    }

    private static Optional<QueueCursor> read(String place, IdPrefix kind) {
        var form = FORM.matcher(place);
        return form.matches() && kind.matches(form.group(2))
                ? Optional.of(new QueueCursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2)))
                : Optional.empty();
    }

    public String encode() {
        return CursorText.encode(at.toEpochMilli() + ":" + id);
    }
}
