package dev.tollgate.payments.intent;

import dev.tollgate.platform.error.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Timestamps as clients write them (contract/conventions.md): RFC 3339 with an offset; kept to the millisecond. */
final class Timestamps {
    private Timestamps() {}

    static Instant parse(String path, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException notOne) {
            throw Problem.invalid(path + ": must be a timestamp with an offset, like 2026-05-02T14:00:00Z");
        }
    }
}
