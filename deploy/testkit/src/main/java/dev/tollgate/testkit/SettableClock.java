package dev.tollgate.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The real time in UTC and whole milliseconds, as an application shows it, until a test says otherwise. */
public final class SettableClock extends Clock {
    private final AtomicReference<Clock> time = new AtomicReference<>(systemUTC());

    /** Stops the clock at this time, as ISO 8601 writes it: {@code 2026-05-02T14:00:00Z}. */
    public void set(String instant) {
        time.set(fixed(Instant.parse(instant), ZoneOffset.UTC));
    }

    /** Puts the clock forward; one that runs goes on from there, one that was stopped stays stopped. */
    public void advance(Duration by) {
        time.updateAndGet(now -> offset(now, by));
    }

    /** Back to the real time, running. */
    public void letRun() {
        time.set(systemUTC());
    }

    @Override
    public Instant instant() {
        return time.get().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same clock read in another zone: setting this one sets that one too. */
    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource here = () -> instant(); // not this, which would ask withZone again
        return here.withZone(zone);
    }
}
