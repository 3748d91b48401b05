package dev.tollgate.gateway.edge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What {@code Date} says of an answer (RFC 9110, 6.6.1), written anew once a second. */
@Singleton
class DateHeader {
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final long SECOND = Duration.ofSeconds(1).toMillis();

    private final Clock clock;
    private volatile Written last = new Written(Long.MIN_VALUE, "");

    DateHeader(Clock clock) {
        this.clock = clock;
    }

    private record Written(long second, String text) {}

    String now() {
        long millis = clock.millis();
        var written = last;
        if (written.second() != millis / SECOND) {
            written = new Written(millis / SECOND, IMF_FIXDATE.format(Instant.ofEpochMilli(millis)));
            last = written;
        }
        return written.text();
    }
}
