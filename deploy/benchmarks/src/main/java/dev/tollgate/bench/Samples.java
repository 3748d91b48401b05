package dev.tollgate.bench;

import java.util.Arrays;
import java.util.Collection;

/** Measured durations, in order of size. */
public final class Samples {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos;

    private Samples(long[] nanos) {
        this.nanos = nanos;
    }

    public static Samples of(long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    public static Samples of(Collection<Long> nanos) {
        return of(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    public int count() {
        return nanos.length;
    }

    /** The smallest sample that at least this share (0…1) does not exceed, in milliseconds; NaN without samples. */
    public double millis(double share) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(share * nanos.length) - 1;
        return nanos[Math.clamp(index, 0, nanos.length - 1)] / NANOS_PER_MILLI;
    }

    /** The median of plain numbers; NaN without any. */
    public static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
