package dev.tollgate.limits;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The service's clock in tests: the real time, until a test says otherwise. */
@Singleton
public class SettableClock extends Clock {
    private static final Clock REAL = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

    private volatile @Nullable Instant set;

    public void set(String instant) {
        set = Instant.parse(instant);
    }

    public void letRun() {
        set = null;
    }

    @Override
    public Instant instant() {
        var stopped = set;
        return stopped == null ? REAL.instant() : stopped;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("everything is UTC");
    }
}
