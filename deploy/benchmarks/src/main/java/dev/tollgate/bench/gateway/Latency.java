package dev.tollgate.bench.gateway;

import dev.tollgate.bench.Request;
import dev.tollgate.bench.Samples;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** At a constant rate well below what is possible: how much later answers come through the gate, and in a flood of keys that nobody issued. */
final class Latency {
    /** Of garbage: refused, or counted out with all that is refused from one address. */
    private static final Set<Integer> REFUSALS = Set.of(401, 429);

    private static final int OK = 200;
    private static final double P99 = 0.99;

    /** Runs at a rate before those that count: what a JVM compiles for full load is not all that it needs for less. */
    private static final int UNCOUNTED = 3;

    private final List<Request> good;
    private final Duration time;
    private final int rounds;
    private final PrintStream out;

    Latency(Path keys, Duration time, int rounds, PrintStream out) throws IOException {
        this.good = Files.readAllLines(keys).stream()
                .map(key -> Request.of("GET", Ways.PATH, "X-API-Key", key))
                .toList();
        this.time = time;
        this.rounds = rounds;
        this.out = out;
    }

    /** The p99 through a way less the p99 without it, in milliseconds: the median of the rounds. */
    double addedP99(Way way, Way direct, int perSecond) {
        out.printf("%nat %d requests/s%n", perSecond);
        for (int run = 0; run < UNCOUNTED; run++) {
            run(way.name() + ", not counted", way.address(), perSecond);
        }
        var added = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            var without = run(direct.name(), direct.address(), perSecond);
            var with = run(way.name(), way.address(), perSecond);
            added[round] = with.millis(P99) - without.millis(P99);
        }
        return Samples.median(added);
    }

    /**
     * What a flood does.
     *
     * @param p99Ratio the p99 of good requests beside the flood, over their p99 without
     * @param crowdRatio the same beside as many good requests: what the machine does by itself
     * @param reads of the table of keys beyond those that the good requests make alone, per request of the flood
     */
    record Flooded(double p99Ratio, double crowdRatio, double reads) {}

    /** Good requests at one rate, alone, beside as many with garbage, and beside as many good ones. */
    Map<Garbage, Flooded> flood(Way way, int perSecond, KeyReads reads) {
        out.printf("%nat %d good requests/s, with and without as many others%n", perSecond);
        Map<Garbage, Flooded> results = new EnumMap<>(Garbage.class);
        for (var garbage : Garbage.values()) {
            var ratios = new double[rounds];
            var crowds = new double[rounds];
            var readsEach = new double[rounds];
            // Not counted: it brings code to the compilers that no good request needs.
            once(way, perSecond, garbage, reads);
            for (int round = 0; round < rounds; round++) {
                var flooded = once(way, perSecond, garbage, reads);
                ratios[round] = flooded.p99Ratio();
                crowds[round] = flooded.crowdRatio();
                readsEach[round] = flooded.reads();
            }
            results.put(
                    garbage, new Flooded(Samples.median(ratios), Samples.median(crowds), Samples.median(readsEach)));
        }
        return results;
    }

    private Flooded once(Way way, int perSecond, Garbage garbage, KeyReads reads) {
        var bad = garbage.requests((int) (perSecond * time.toSeconds()));
        var flood = new OpenLoop.Traffic(perSecond, i -> bad.get(i % bad.size()), REFUSALS::contains);
        long first = reads.soFar();
        var alone = run("good keys alone", way.address(), perSecond);
        long second = reads.soFar();
        var flooded = beside(garbage.title(), way, perSecond, flood);
        long third = reads.soFar();
        var crowded = beside("as many good keys", way, perSecond, good(perSecond));
        return new Flooded(
                flooded.millis(P99) / alone.millis(P99),
                crowded.millis(P99) / alone.millis(P99),
                (third - second - (second - first)) / (double) bad.size());
    }

    private Samples run(String title, URI address, int perSecond) {
        return report(title, OpenLoop.run(address, time, good(perSecond)).getFirst());
    }

    /** The good ones beside others. */
    private Samples beside(String others, Way way, int perSecond, OpenLoop.Traffic traffic) {
        var figures = OpenLoop.run(way.address(), time, good(perSecond), traffic);
        report("  the others", figures.getLast());
        return report("good keys beside " + others, figures.getFirst());
    }

    private OpenLoop.Traffic good(int perSecond) {
        return new OpenLoop.Traffic(perSecond, i -> good.get(i % good.size()), status -> status == OK);
    }

    private Samples report(String title, OpenLoop.Figures figures) {
        out.printf(
                Locale.ROOT,
                "%-44s p50 %8.2f ms  p99 %8.2f ms  not as expected %d%n",
                title,
                figures.latencies().millis(0.5),
                figures.latencies().millis(P99),
                figures.errors());
        unexpected += figures.errors();
        return figures.latencies();
    }

    private long unexpected;

    /** Answers other than they should be. */
    long unexpected() {
        return unexpected;
    }
}
