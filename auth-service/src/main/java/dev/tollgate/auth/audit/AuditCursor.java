package dev.tollgate.auth.audit;

import dev.tollgate.platform.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the list, newest first, goes on: with the entry of this number. */
record AuditCursor(long sequence) {
    private static final Pattern FORM = Pattern.compile("1:([0-9]{1,18})");

    /** Without a cursor, with the newest there is. */
    static AuditCursor parse(@Nullable String cursor) {
        if (cursor == null) {
            return new AuditCursor(Long.MAX_VALUE);
        }
        try {
            var form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
            if (form.matches()) {
                return new AuditCursor(Long.parseLong(form.group(1)));
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one answer for every cursor that is not ours
        }
        throw Problem.invalid("cursor: is not one of ours");
    }

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1:" + sequence).getBytes(StandardCharsets.US_ASCII));
    }
}
