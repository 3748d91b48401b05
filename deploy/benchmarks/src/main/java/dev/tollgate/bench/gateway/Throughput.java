package dev.tollgate.bench.gateway;

import dev.tollgate.bench.ProcessorTime;
import dev.tollgate.bench.Samples;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Round by round, how many requests a second each way takes. */
final class Throughput {
    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<String, List<Double>> perSecond = new LinkedHashMap<>();
    private final Map<String, List<Double>> cpuMicros = new LinkedHashMap<>();
    private final PrintStream out;
    private long errors;

    private Throughput(PrintStream out) {
        this.out = out;
    }

    /** Measures ways in turn, so many times. */
    static Throughput measure(List<Way> ways, Wrk wrk, int rounds, Duration each, PrintStream out) {
        var measured = new Throughput(out);
        out.printf("%-22s", "requests/s, round");
        ways.forEach(way -> out.printf(" %20s", way.name()));
        out.println();
        for (int round = 1; round <= rounds; round++) {
            out.printf("%-22d", round);
            ways.forEach(way -> measured.measure(way, wrk, each));
            out.println();
        }
        measured.print("median", measured.perSecond, "%20.0f");
        measured.print("processor µs/request", measured.cpuMicros, "%20.0f");
        return measured;
    }

    private void measure(Way way, Wrk wrk, Duration each) {
        var processes = way.processes().toArray(ProcessHandle[]::new);
        var before = ProcessorTime.of(processes);
        var figures = wrk.run(way.address(), each);
        var used = ProcessorTime.of(processes).minus(before);
        out.printf(Locale.ROOT, " %20.0f", figures.perSecond());
        out.flush();
        errors += figures.errors();
        perSecond.computeIfAbsent(way.name(), _ -> new ArrayList<>()).add(figures.perSecond());
        cpuMicros
                .computeIfAbsent(way.name(), _ -> new ArrayList<>())
                .add(used.toNanos() / NANOS_PER_MICRO / figures.requests());
    }

    private void print(String title, Map<String, List<Double>> figures, String format) {
        out.printf("%-22s", title);
        figures.values().forEach(values -> out.printf(Locale.ROOT, " " + format, median(values)));
        out.println();
    }

    /** Requests that were not answered with success: any makes the whole run worthless. */
    long errors() {
        return errors;
    }

    double median(String way) {
        return median(of(perSecond, way));
    }

    /** Processor time per request of everything between the client and the upstream, in microseconds. */
    double cpuMicros(String way) {
        return median(of(cpuMicros, way));
    }

    /** The median of the ratios within each round. */
    double ratio(String way, String to) {
        var ratios = new double[of(perSecond, way).size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = of(perSecond, way).get(round) / of(perSecond, to).get(round);
        }
        return Samples.median(ratios);
    }

    /** Tells the ratio of each round. */
    void printRatios(String way, String to) {
        out.printf("%-42s", way + " / " + to);
        for (int round = 0; round < of(perSecond, way).size(); round++) {
            out.printf(
                    Locale.ROOT,
                    " %6.3f",
                    of(perSecond, way).get(round) / of(perSecond, to).get(round));
        }
        out.printf(Locale.ROOT, "   median %.3f%n", ratio(way, to));
    }

    private static List<Double> of(Map<String, List<Double>> figures, String way) {
        var found = figures.get(way);
        if (found == null) {
            throw new IllegalArgumentException("nothing was measured of " + way);
        }
        return found;
    }

    private static double median(List<Double> values) {
        return Samples.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
