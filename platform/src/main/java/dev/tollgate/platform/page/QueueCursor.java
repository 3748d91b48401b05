package dev.tollgate.platform.page;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.id.IdPrefix;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a queue, oldest first, goes on: after what came at this time, with this id. What comes meanwhile comes at its end. */
public record QueueCursor(Instant at, String id) {
    private static final QueueCursor START = new QueueCursor(Instant.EPOCH, "");
    private static final Pattern FORM = Pattern.compile("1:([0-9]{1,15}):(.+)");

    /** A {@code ValidationError} for what is none; without a cursor, the start. */
    public static QueueCursor parse(@Nullable String cursor, IdPrefix kind) {
        return cursor == null ? START : decode(cursor, kind);
    }

    private static QueueCursor decode(String cursor, IdPrefix kind) {
        try {
            var form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
            if (form.matches() && kind.matches(form.group(2))) {
                return new QueueCursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one answer for every cursor that is not ours
        }
        throw Problem.invalid("cursor: is not one of ours");
    }

    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1:" + at.toEpochMilli() + ':' + id).getBytes(StandardCharsets.US_ASCII));
    }
}
