package dev.tollgate.onboarding.review;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the reviewers' list, oldest first, goes on: after this declaration. Organizations that declare meanwhile come at its end. */
record ReviewCursor(Instant declaredAt, String orgId) {
    private static final ReviewCursor START = new ReviewCursor(Instant.EPOCH, "");
    private static final Pattern FORM = Pattern.compile("1:([0-9]{1,15}):(.+)");

    static ReviewCursor parse(@Nullable String cursor) {
        return cursor == null ? START : decode(cursor);
    }

    private static ReviewCursor decode(String cursor) {
        try {
            var form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
            if (form.matches() && Tenant.ORGANIZATION.matches(form.group(2))) {
                return new ReviewCursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one answer for every cursor that is not ours
        }
        throw Problem.invalid("cursor: is not one of ours");
    }

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1:" + declaredAt.toEpochMilli() + ':' + orgId).getBytes(StandardCharsets.US_ASCII));
    }
}
