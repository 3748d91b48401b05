package dev.tollgate.bench.timing;

import java.util.Arrays;

/** Two sets of durations, held against each other. */
record Comparison(double welchT, double kolmogorovSmirnov, double medianDifferenceMicros) {
    private static final double NANOS_PER_MICRO = 1e3;

    /**
     * Compares.
     *
     * @throws IllegalArgumentException when one has fewer than two samples
     */
    static Comparison of(long[] left, long[] right) {
        if (left.length < 2 || right.length < 2) {
            throw new IllegalArgumentException("too few samples");
        }
        var a = sorted(left);
        var b = sorted(right);
        return new Comparison(welchT(a, b), kolmogorovSmirnov(a, b), (median(a) - median(b)) / NANOS_PER_MICRO);
    }

    static double mean(long[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    static double median(long[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    /** The difference of the means, in standard errors; 0 for two constants that are equal. */
    private static double welchT(long[] a, long[] b) {
        double error = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
        double difference = mean(a) - mean(b);
        return difference == 0 ? 0 : difference / error;
    }

    private static double variance(long[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    /** The greatest distance between the two distributions, 0…1. */
    private static double kolmogorovSmirnov(long[] a, long[] b) {
        double greatest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            long value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            greatest = Math.max(greatest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return greatest;
    }

    static long[] sorted(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
