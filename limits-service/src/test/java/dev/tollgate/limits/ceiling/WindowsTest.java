package dev.tollgate.limits.ceiling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-05-02T00:00:00.000Z, 2026-05-02, 2026-05-01, 2026-05-03T00:00:00Z, 2026-06-01T00:00:00Z",
        "2026-05-31T23:59:59.999Z, 2026-05-31, 2026-05-01, 2026-06-01T00:00:00Z, 2026-06-01T00:00:00Z",
        "2026-12-31T23:59:59.999Z, 2026-12-31, 2026-12-01, 2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "2028-02-28T12:00:00.000Z, 2028-02-28, 2028-02-01, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
        "2026-06-01T01:30:00+02:00, 2026-05-31, 2026-05-01, 2026-06-01T00:00:00Z, 2026-06-01T00:00:00Z",
    })
    void windowsAreUtcDaysAndCalendarMonths(
            String moment, LocalDate day, LocalDate month, Instant dayResetsAt, Instant monthResetsAt) {
        var windows = Windows.at(java.time.OffsetDateTime.parse(moment).toInstant());

        assertEquals(day, windows.day());
        assertEquals(month, windows.month());
        assertEquals(dayResetsAt, windows.dayResetsAt());
        assertEquals(monthResetsAt, windows.monthResetsAt());
    }
}
