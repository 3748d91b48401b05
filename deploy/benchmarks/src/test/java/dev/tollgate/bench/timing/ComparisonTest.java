package dev.tollgate.bench.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Figures against examples worked out elsewhere, and both sides of what they are there to tell apart. */
class ComparisonTest {
    private static final int MANY = 20_000;

    @Test
    void welchAndKolmogorovSmirnovOfAnExample() {
        // means 3 and 5, variances 2.5 and 10/3 over 5 and 4 samples: t = -2 / sqrt(0.5 + 0.8333)
        var comparison = Comparison.of(new long[] {1, 2, 3, 4, 5}, new long[] {3, 4, 6, 7});

        assertEquals(-1.7321, comparison.welchT(), 1e-4);
        assertEquals(0.5, comparison.kolmogorovSmirnov(), 1e-9);
        assertEquals(-0.002, comparison.medianDifferenceMicros(), 1e-9);
    }

    @Test
    void samplesOfOneKindDoNotDiffer() {
        var comparison = Comparison.of(durations(1, 0), durations(2, 0));

        assertTrue(Math.abs(comparison.welchT()) < 4, () -> "t " + comparison.welchT());
        assertTrue(comparison.kolmogorovSmirnov() < 0.02, () -> "KS " + comparison.kolmogorovSmirnov());
    }

    @Test
    void differenceOfTwoPercentIsSeen() {
        var comparison = Comparison.of(durations(1, 2_000), durations(2, 0));

        assertTrue(comparison.welchT() > 10, () -> "t " + comparison.welchT());
        assertTrue(comparison.kolmogorovSmirnov() > 0.02, () -> "KS " + comparison.kolmogorovSmirnov());
    }

    @Test
    void equalConstantsDoNotDiffer() {
        assertEquals(0, Comparison.of(new long[] {5, 5}, new long[] {5, 5}).welchT());
    }

    @Test
    void oneSampleSaysNothing() {
        assertThrows(IllegalArgumentException.class, () -> Comparison.of(new long[] {1}, new long[] {1, 2}));
    }

    /** About 100 µs with a spread of 6 µs, in nanoseconds. */
    private static long[] durations(long seed, long more) {
        var random = new SplittableRandom(seed);
        return LongStream.generate(() -> 90_000 + more + random.nextLong(20_000))
                .limit(MANY)
                .toArray();
    }
}
