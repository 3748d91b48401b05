package dev.tollgate.limits.ceiling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The UTC day and the UTC calendar month that something counts in (contract/limits.md). */
public record Windows(LocalDate day) {
    /** The windows of a moment. */
    public static Windows at(Instant moment) {
        return new Windows(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /** The first day of the month. */
    public LocalDate month() {
        return day.withDayOfMonth(1);
    }

    /** The next UTC midnight. */
    public Instant dayResetsAt() {
        return start(day.plusDays(1));
    }

    /** UTC midnight of the next month's first day. */
    public Instant monthResetsAt() {
        return start(month().plusMonths(1));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
