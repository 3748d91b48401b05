package dev.tollgate.bench.gateway;

import dev.tollgate.bench.Arguments;
import dev.tollgate.bench.BenchmarkStack;
import dev.tollgate.bench.Founding;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ./dev bench gateway}: 0 if every request was answered as it should be, whatever the figures. */
public final class GatewayBenchmark {
    private static final int WRONG_USE = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int MOST_WARM_UPS = 18;

    /** The ways with a JVM in them, the gateway last: what it runs is then what was compiled last. */
    private static final List<String> COMPILED_AT_RUN_TIME = List.of(Way.AUTH_REQUEST, Way.WITHOUT_MEMORY, Way.GATEWAY);

    private static final long WARM_AFTER = 1_500_000;

    private final Arguments arguments;
    private final PrintStream out;

    private GatewayBenchmark(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    public static void main(String[] line) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            var arguments = Arguments.of(
                    line, Map.of("rounds", 5, "seconds", 5, "connections", 64, "keys", 100, "organizations", 10));
            System.exit(new GatewayBenchmark(arguments, out).run());
        } catch (IllegalArgumentException wrongUse) {
            out.println(wrongUse.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private int run() throws IOException {
        var folder = Files.createDirectories(BenchmarkStack.home("gateway").resolveSibling("ways"));
        try (var stack = BenchmarkStack.start("gateway", out)) {
            var keys = keys(stack, folder);
            try (var ways = Ways.open(stack, folder, keys)) {
                return measure(stack, ways, folder, keys);
            } finally {
                Files.delete(keys);
            }
        }
    }

    private Path keys(Stack stack, Path folder) throws IOException {
        var founding = new Founding(stack);
        var organizations = founding.found(arguments.number("organizations"), "Benchmarked");
        var keys = founding.keys(arguments.number("keys"), "test", organizations).stream()
                .map(key -> key.text("secret"))
                .toList();
        return Files.write(folder.resolve("keys"), keys);
    }

    private int measure(Stack stack, Ways ways, Path folder, Path keys) throws IOException {
        var wrk = new Wrk(folder, keys, arguments.number("connections"));
        var each = Duration.ofSeconds(arguments.number("seconds"));
        int rounds = arguments.number("rounds");
        for (var name : COMPILED_AT_RUN_TIME) {
            warmUp(ways.named(name), wrk);
        }

        var throughput = Throughput.measure(ways.all(), wrk, rounds, each, out);
        throughput.printRatios(Way.GATEWAY, Way.PROXY_PASS);
        throughput.printRatios(Way.GATEWAY, Way.AUTH_REQUEST);
        throughput.printRatios(Way.WITHOUT_MEMORY, Way.GATEWAY);

        var latency = new Latency(keys, each, Math.min(rounds, 3), out);
        int possible = (int) throughput.median(Way.GATEWAY);
        double added = latency.addedP99(ways.named(Way.GATEWAY), ways.named(Way.DIRECT), possible / 2);
        double byNginx = latency.addedP99(ways.named(Way.PROXY_PASS), ways.named(Way.DIRECT), possible / 2);
        double addedAtTenth = latency.addedP99(ways.named(Way.GATEWAY), ways.named(Way.DIRECT), possible / 10);
        var flooded = latency.flood(ways.named(Way.GATEWAY), possible / 4, new KeyReads(stack.postgres()));

        out.printf("%nclient and upstream interrupt nobody (SCHED_BATCH)%n");
        ways.upstreamInBatch();
        var proxies = List.of(ways.named(Way.PROXY_PASS), ways.named(Way.GATEWAY));
        var uninterrupted = Throughput.measure(proxies, wrk.inBatch(), rounds, each, out);
        uninterrupted.printRatios(Way.GATEWAY, Way.PROXY_PASS);

        long errors = throughput.errors() + latency.unexpected() + uninterrupted.errors();
        result(throughput, uninterrupted, new Added(added, byNginx, addedAtTenth), flooded, errors);
        return errors == 0 ? 0 : 1;
    }

    /** Until the compilers have seen enough, which on a busy machine takes more than a moment. */
    private static void warmUp(Way way, Wrk wrk) {
        long requests = 0;
        for (int run = 0; run < MOST_WARM_UPS && requests < WARM_AFTER; run++) {
            requests += wrk.run(way.address(), WARM_UP).requests();
        }
    }

    /**
     * What a way adds to the p99, in milliseconds.
     *
     * @param gateway at half of what it takes
     * @param nginx at the same rate
     * @param atTenth the gateway's, at a tenth of what it takes: without the queue for the processors
     */
    private record Added(double gateway, double nginx, double atTenth) {}

    private void result(
            Throughput throughput,
            Throughput uninterrupted,
            Added added,
            Map<Garbage, Latency.Flooded> flooded,
            long errors) {
        var mistyped = flooded.get(Garbage.MISTYPED);
        var unknown = flooded.get(Garbage.UNKNOWN);
        if (mistyped == null || unknown == null) {
            throw new IllegalStateException("a flood was not measured");
        }
        out.printf(
                Locale.ROOT,
                "RESULT gateway vs_nginx_proxy_pass=%.3f vs_nginx_proxy_pass_batch=%.3f vs_nginx_auth_request=%.3f vs_direct=%.3f cache_off_ratio=%.3f"
                        + " gateway_rps=%.0f gateway_cpu_us=%.0f nginx_auth_request_cpu_us=%.0f added_p99_ms=%.2f"
                        + " nginx_added_p99_ms=%.2f added_p99_at_tenth_ms=%.2f flood_p99_ratio=%.2f crowd_p99_ratio=%.2f flood_bad_checksum_p99_ratio=%.2f flood_bad_checksum_reads=%.3f"
                        + " flood_unknown_p99_ratio=%.2f flood_unknown_reads=%.3f errors=%d%n",
                throughput.ratio(Way.GATEWAY, Way.PROXY_PASS),
                uninterrupted.ratio(Way.GATEWAY, Way.PROXY_PASS),
                throughput.ratio(Way.GATEWAY, Way.AUTH_REQUEST),
                throughput.ratio(Way.GATEWAY, Way.DIRECT),
                throughput.ratio(Way.WITHOUT_MEMORY, Way.GATEWAY),
                throughput.median(Way.GATEWAY),
                throughput.cpuMicros(Way.GATEWAY),
                throughput.cpuMicros(Way.AUTH_REQUEST),
                added.gateway(),
                added.nginx(),
                added.atTenth(),
                Math.max(mistyped.p99Ratio(), unknown.p99Ratio()),
                Math.max(mistyped.crowdRatio(), unknown.crowdRatio()),
                mistyped.p99Ratio(),
                mistyped.reads(),
                unknown.p99Ratio(),
                unknown.reads(),
                errors);
    }
}
