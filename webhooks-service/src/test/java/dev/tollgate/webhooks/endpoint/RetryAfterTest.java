package dev.tollgate.webhooks.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");

    @Test
    void secondsAndDatesAreRead() {
        assertEquals(Duration.ofMinutes(2), RetryAfter.parse("120", NOW));
        assertEquals(Duration.ofSeconds(30), RetryAfter.parse("Sat, 02 May 2026 14:00:30 GMT", NOW));
        assertEquals(Duration.ZERO, RetryAfter.parse("Sat, 02 May 2026 13:00:00 GMT", NOW));
    }

    @Test
    void anythingElseIsNothing() {
        for (var header : new String[] {null, "", "-1", "soon", "1.5", "99999999999999999999"}) {
            assertNull(RetryAfter.parse(header, NOW));
        }
    }
}
