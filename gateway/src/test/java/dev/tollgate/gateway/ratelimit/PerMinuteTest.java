package dev.tollgate.gateway.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PerMinuteTest {
    private final SettableClock clock = new SettableClock();
    private final PerMinute count = new PerMinute(10, clock);

    @BeforeEach
    void atAQuarterPast() {
        clock.set("2026-05-02T14:00:15Z");
    }

    @Test
    void countsPerAddress() {
        assertEquals(1, count.add(1, "10.0.0.1"));
        assertEquals(2, count.add(1, "10.0.0.1"));
        assertEquals(1, count.add(1, "10.0.0.2"));
        assertEquals(2, count.add(0, "10.0.0.1"));
    }

    @Test
    void startsAnewWithTheNextMinute() {
        count.add(1, "10.0.0.1");
        assertEquals(45_000, count.millisLeft());
        clock.advance(Duration.ofSeconds(44));
        assertEquals(2, count.add(1, "10.0.0.1"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, count.add(1, "10.0.0.1"));
        assertEquals(60_000, count.millisLeft());
    }

    @Test
    void networkCountsInIpv6() {
        assertEquals(1, count.add(1, "2001:db8:0:1:0:0:0:1"));
        assertEquals(2, count.add(1, "2001:db8:0:1:ffff:1:2:3"));
        assertEquals(1, count.add(1, "2001:db8:0:2:0:0:0:1"));
        assertEquals(1, count.add(1, "2001:db8:0:11:0:0:0:1"));
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < PerMinute.REMEMBERED; i++) {
            count.add(1, "a" + i);
        }
        assertEquals(1, count.add(1, "one too many"));
        assertEquals(2, count.add(1, "and another"), "all beyond count as one");
        assertTrue(count.add(1, "a1") == 2);
    }
}
