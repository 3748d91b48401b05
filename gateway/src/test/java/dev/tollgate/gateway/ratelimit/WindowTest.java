package dev.tollgate.gateway.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final int SECONDS = 60;
    private static final long START = 1_000_000;
    private final Window window = new Window();

    @Test
    void givesWhatIsThereAndThenSaysWhenToComeBack() {
        assertEquals(new Grant(60, 100, SECONDS, 40, 0), take(60, 100, 0));
        assertEquals(new Grant(40, 100, SECONDS, 0, 0), take(50, 100, 10_000));
        assertEquals(new Grant(0, 100, SECONDS, 0, 40_000), take(50, 100, 20_000));
        assertEquals(new Grant(0, 100, SECONDS, 0, 1), take(50, 100, 59_999));
        assertEquals(new Grant(50, 100, SECONDS, 10, 0), take(50, 100, 60_000));
    }

    @Test
    void changedLimitHoldsFromNowOn() {
        take(60, 100, 0);
        take(20, 100, 10_000);

        assertEquals(new Grant(0, 20, SECONDS, 0, 50_000), take(1, 20, 20_000));
        assertEquals(new Grant(1, 81, SECONDS, 0, 0), take(5, 81, 20_000));
    }

    @Test
    void clockThatIsSetBackGivesNothingAwayAndStarvesNobody() {
        take(100, 100, 3_600_000);

        assertEquals(0, take(1, 100, 3_599_000).granted());
        assertEquals(new Grant(0, 100, SECONDS, 0, 60_000), take(1, 100, 0));
        assertEquals(100, take(100, 100, 60_000).granted());
    }

    /** Seeds are in the message. */
    @Test
    void neverMoreThanTheLimitInAnyWindowAndNeverLessThanThereIs() {
        for (long seed = 1; seed <= 50; seed++) {
            var random = new SplittableRandom(seed);
            int limit = 1 + random.nextInt(1_000);
            var counted = new Window();
            var given = new ArrayDeque<Grant>(); // retryAfterMillis: when it was given
            long now = START;
            for (int step = 0; step < 2_000; step++) {
                now += random.nextInt(1_000);
                long begins = now - SECONDS * 1_000L;
                given.removeIf(block -> block.retryAfterMillis() <= begins);
                int before = given.stream().mapToInt(Grant::granted).sum();
                int wanted = 1 + random.nextInt(50);

                int granted = counted.take(wanted, limit, SECONDS, now).granted();

                assertEquals(Math.min(wanted, limit - before), granted, "seed " + seed + ", step " + step);
                assertTrue(before + granted <= limit);
                given.add(new Grant(granted, limit, SECONDS, 0, now));
            }
        }
    }

    private Grant take(int wanted, int limit, long afterMillis) {
        return window.take(wanted, limit, SECONDS, START + afterMillis);
    }
}
