package dev.tollgate.keys.expiry;

import dev.tollgate.platform.http.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field {@code expiresAt} of a body: RFC 3339 with an offset, in the future (contract/conventions.md). */
public final class Expiry {
    /** RFC 3339 has four digits: as it is read, and in UTC, as we write it. */
    private static final int LAST_YEAR = 9999;

    private Expiry() {}

    /** The end, or null where there is none; what is wrong with it is added to {@code violations}. */
    public static @Nullable Instant read(@Nullable String text, Instant now, List<String> violations) {
        if (text == null) {
            return null;
        }
        try {
            var end = OffsetDateTime.parse(text);
            if (end.getYear() <= LAST_YEAR
                    && end.withOffsetSameInstant(ZoneOffset.UTC).getYear() <= LAST_YEAR) {
                if (!end.toInstant().isAfter(now)) {
                    violations.add("expiresAt: must be in the future");
                }
                return end.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException notATimestamp) {
            // falls through to the one answer for everything that is not a timestamp of ours
        }
        violations.add("expiresAt: must be a timestamp with an offset, like " + StrictJson.TIMESTAMP.format(now));
        return null;
    }
}
