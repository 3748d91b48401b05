package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock();

    @Test
    void runsInWholeMilliseconds() {
        var before = Instant.now();
        var told = clock.instant();
        assertFalse(told.isBefore(before.minusMillis(1)));
        assertFalse(told.isAfter(Instant.now()));
        assertEquals(told.truncatedTo(ChronoUnit.MILLIS), told);
    }

    @Test
    void standsWhereItIsSet() {
        clock.set("2026-05-02T23:59:59.9999Z");
        assertEquals(Instant.parse("2026-05-02T23:59:59.999Z"), clock.instant());
    }

    @Test
    void advancesFromWhereItStands() {
        clock.set("2026-05-02T14:00:00Z");
        clock.advance(DAY);
        clock.advance(DAY);
        assertEquals(Instant.parse("2026-05-04T14:00:00Z"), clock.instant());
    }

    @Test
    void advancesWhileItRuns() {
        var tomorrow = clock.instant().plus(DAY);
        clock.advance(DAY);
        assertFalse(clock.instant().isBefore(tomorrow));
    }

    @Test
    void letRunForgetsWhatWasSetAndAdvanced() {
        clock.set("2126-05-02T14:00:00Z");
        clock.advance(DAY);
        clock.letRun();
        assertTrue(clock.instant().isBefore(Instant.now().plus(DAY)));
    }

    @Test
    void anotherZoneFollows() {
        var inSaoPaulo = clock.withZone(ZoneId.of("America/Sao_Paulo"));
        clock.set("2026-05-02T14:00:00Z");
        assertEquals(clock.instant(), inSaoPaulo.instant());
        assertEquals(ZoneId.of("America/Sao_Paulo"), inSaoPaulo.getZone());
    }
}
