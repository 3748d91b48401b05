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
        run(way.name() + ", not counted", way.address(), perSecond);
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
     * @param reads of the table of keys beyond those that the good requests make alone, per request of the flood
     */
    record Flooded(double p99Ratio, double reads) {}

    /** Good requests at one rate, alone and beside as many with garbage. */
    Map<Garbage, Flooded> flood(Way way, int perSecond, KeyReads reads) {
        out.printf("%nat %d good requests/s, with and without as many others%n", perSecond);
        Map<Garbage, Flooded> results = new EnumMap<>(Garbage.class);
        for (var garbage : Garbage.values()) {
            var ratios = new double[rounds];
            var readsEach = new double[rounds];
            once(
                    way, perSecond, garbage,
                    reads); // brings code to the compilers that no good request needs: not counted
            for (int round = 0; round < rounds; round++) {
                var flooded = once(way, perSecond, garbage, reads);
                ratios[round] = flooded.p99Ratio();
                readsEach[round] = flooded.reads();
            }
            results.put(garbage, new Flooded(Samples.median(ratios), Samples.median(readsEach)));
        }
        return results;
    }

    private Flooded once(Way way, int perSecond, Garbage garbage, KeyReads reads) {
        var bad = garbage.requests((int) (perSecond * time.toSeconds()));
        long first = reads.soFar();
        var alone = run("good keys alone", way.address(), perSecond);
        long second = reads.soFar();
        var flood = OpenLoop.start(way.address(), perSecond, time, i -> bad.get(i % bad.size()), REFUSALS::contains);
        var beside = run("beside " + garbage.title(), way.address(), perSecond);
        var flooded = flood.await();
        long third = reads.soFar();
        report("  the others", flooded);
        return new Flooded(
                beside.millis(P99) / alone.millis(P99),
                (third - second - (second - first))
                        / (double) flooded.latencies().count());
    }

    private Samples run(String title, URI address, int perSecond) {
        var figures = OpenLoop.start(address, perSecond, time, i -> good.get(i % good.size()), status -> status == OK)
                .await();
        report(title, figures);
        return figures.latencies();
    }

    private void report(String title, OpenLoop.Figures figures) {
        out.printf(
                Locale.ROOT,
                "%-44s p50 %8.2f ms  p99 %8.2f ms  not as expected %d%n",
                title,
                figures.latencies().millis(0.5),
                figures.latencies().millis(P99),
                figures.errors());
        unexpected += figures.errors();
    }

    private long unexpected;

    /** Answers other than they should be. */
    long unexpected() {
        return unexpected;
    }
}
