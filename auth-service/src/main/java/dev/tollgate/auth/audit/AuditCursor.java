package dev.tollgate.auth.audit;

import dev.tollgate.platform.page.CursorText;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the list, newest first, goes on: with the entry of this number. */
record AuditCursor(long sequence) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}");

    /** Without a cursor, with the newest there is. */
    static AuditCursor parse(@Nullable String cursor) {
        return new AuditCursor(cursor == null ? Long.MAX_VALUE : CursorText.decode(cursor, AuditCursor::read));
    }

    private static Optional<Long> read(String place) {
        return Optional.of(place).filter(text -> FORM.matcher(text).matches()).map(Long::valueOf);
    }

    String encode() {
        return CursorText.encode(Long.toString(sequence));
    }
}
