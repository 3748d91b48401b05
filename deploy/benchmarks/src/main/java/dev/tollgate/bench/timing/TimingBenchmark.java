package dev.tollgate.bench.timing;

import dev.tollgate.bench.Arguments;
import dev.tollgate.bench.BenchmarkStack;
import dev.tollgate.bench.Founding;
import dev.tollgate.bench.InternalToken;
import dev.tollgate.bench.Request;
import dev.tollgate.local.stack.Stack;
import dev.tollgate.platform.credential.ApiKeyText;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code ./dev bench timing}: tells, and judges nothing. */
public final class TimingBenchmark {
    private static final int WRONG_USE = 2;
    private static final int OK = 200;
    private static final int REFUSED = 401;
    private static final int WARM_UP_CALLS = 5_000;
    private static final double CROPPED_AT = 0.95;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Arguments arguments;
    private final PrintStream out;
    private double greatestT;
    private double greatestCroppedT;
    private double greatestMedianDifference;
    private double greatestDistance;

    private TimingBenchmark(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    public static void main(String[] line) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            var arguments = Arguments.of(line, Map.of("calls", 100_000, "keys", 200, "connections", 8));
            new TimingBenchmark(arguments, out).run();
            System.exit(0);
        } catch (IllegalArgumentException wrongUse) {
            out.println(wrongUse.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private void run() {
        try (var stack = BenchmarkStack.startForRefusals("timing", out)) {
            var keys = RefusedKeys.make(new Founding(stack), arguments.number("keys"));
            measure("gateway", throughTheGateway(stack, keys));
            measure("keys-service", straight(stack, keys));
        }
        out.printf(
                Locale.ROOT,
                "RESULT timing max_abs_t=%.2f max_abs_t_below_p95=%.2f max_ks=%.4f max_median_diff_us=%.2f calls=%d%n",
                greatestT,
                greatestCroppedT,
                greatestDistance,
                greatestMedianDifference,
                arguments.number("calls"));
    }

    private static Measurement throughTheGateway(Stack stack, RefusedKeys keys) {
        return new Measurement(
                stack.gateway(),
                requests(
                        keys,
                        key -> Request.of(
                                "GET", "/v1/context", "X-API-Key", key.text().reveal())),
                REFUSED);
    }

    private static Measurement straight(Stack stack, RefusedKeys keys) {
        URI service = stack.address("keys-service");
        var token = InternalToken.ofTheGateway(stack.signingKey());
        return new Measurement(
                service,
                requests(
                        keys,
                        key -> Request.withBody(
                                "POST",
                                "/internal/v1/api-keys/resolve",
                                "{\"id\":\"" + key.id() + "\",\"secret\":\""
                                        + key.secret().reveal() + "\",\"mode\":\""
                                        + key.mode().wire() + "\"}",
                                "Authorization",
                                "Bearer " + token)),
                OK);
    }

    private static Map<Kind, List<Request>> requests(RefusedKeys keys, Function<ApiKeyText, Request> form) {
        Map<Kind, List<Request>> requests = new EnumMap<>(Kind.class);
        for (var kind : Kind.values()) {
            requests.put(kind, keys.of(kind).stream().map(form).toList());
        }
        return requests;
    }

    private void measure(String where, Measurement measurement) {
        measurement.run(WARM_UP_CALLS, arguments.number("connections"));
        for (int connections : new int[] {1, arguments.number("connections")}) {
            out.printf("%n%s, connections: %d%n", where, connections);
            report(measurement.run(arguments.number("calls"), connections));
        }
    }

    private void report(Map<Kind, long[]> nanos) {
        nanos.forEach((kind, values) -> out.printf(
                Locale.ROOT,
                "  %-14s median %9.2f µs   mean %9.2f µs%n",
                kind.title(),
                Comparison.median(Comparison.sorted(values)) / NANOS_PER_MICRO,
                Comparison.mean(values) / NANOS_PER_MICRO));
        var together = Comparison.sorted(
                nanos.values().stream().flatMapToLong(Arrays::stream).toArray());
        long crop = together[(int) (together.length * CROPPED_AT)];
        for (var left : Kind.values()) {
            for (var right : Kind.values()) {
                if (left.compareTo(right) < 0) {
                    compare(left, right, nanos, crop);
                }
            }
        }
    }

    private void compare(Kind left, Kind right, Map<Kind, long[]> nanos, long crop) {
        var a = nanos.getOrDefault(left, new long[0]);
        var b = nanos.getOrDefault(right, new long[0]);
        var whole = Comparison.of(a, b);
        var cropped = Comparison.of(below(crop, a), below(crop, b));
        out.printf(
                Locale.ROOT,
                "  %-30s t %7.2f (below p95 %7.2f)   KS %.4f   medians differ by %6.2f µs%n",
                left.title() + " / " + right.title(),
                whole.welchT(),
                cropped.welchT(),
                whole.kolmogorovSmirnov(),
                whole.medianDifferenceMicros());
        greatestT = Math.max(greatestT, Math.abs(whole.welchT()));
        greatestCroppedT = Math.max(greatestCroppedT, Math.abs(cropped.welchT()));
        greatestDistance = Math.max(greatestDistance, whole.kolmogorovSmirnov());
        greatestMedianDifference = Math.max(greatestMedianDifference, Math.abs(whole.medianDifferenceMicros()));
    }

    private static long[] below(long crop, long[] nanos) {
        return Arrays.stream(nanos).filter(value -> value < crop).toArray();
    }
}
