package dev.tollgate.gateway.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PerWindowTest {
    private final SettableClock clock = new SettableClock();
    private final PerWindow count = new PerWindow(10, Duration.ofMinutes(1), clock);

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
    void startsAnewWithTheNextWindow() {
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
        for (int i = 0; i < PerWindow.REMEMBERED; i++) {
            count.add(1, "a" + i);
        }
        assertEquals(1, count.add(1, "one too many"));
        assertEquals(2, count.add(1, "and another"), "all beyond count as one");
        assertTrue(count.add(1, "a1") == 2);
    }
}
