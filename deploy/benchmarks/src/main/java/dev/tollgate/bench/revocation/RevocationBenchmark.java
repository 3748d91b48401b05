package dev.tollgate.bench.revocation;

import dev.tollgate.bench.Arguments;
import dev.tollgate.bench.BenchmarkStack;
import dev.tollgate.bench.Founding;
import dev.tollgate.bench.Samples;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ./dev bench revocation}: 0 only if no request was let in late. */
public final class RevocationBenchmark {
    private static final int WRONG_USE = 2;

    private RevocationBenchmark() {}

    public static void main(String[] line) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            var arguments = Arguments.of(
                    line,
                    Map.of("revocations", 2_000, "each-fault", 300, "per-second", 150, "probes", 4, "at-once", 4));
            System.exit(run(arguments, out));
        } catch (IllegalArgumentException wrongUse) {
            out.println(wrongUse.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private static int run(Arguments arguments, PrintStream out) {
        List<PhaseReport> reports;
        try (var stack = BenchmarkStack.startForRefusals("revocation", out)) {
            var load =
                    new Load(arguments.number("per-second"), arguments.number("probes"), arguments.number("at-once"));
            reports = new RevocationScenario(stack, new Founding(stack), load, out)
                    .run(Sizes.of(arguments.number("revocations")), Sizes.of(arguments.number("each-fault")));
        }
        int late = reports.stream().mapToInt(PhaseReport::lateAcceptances).sum();
        Samples steady = reports.getFirst().acknowledged();
        out.printf(
                Locale.ROOT,
                "RESULT revocation late_acceptances=%d ack_p50_ms=%.1f ack_p99_ms=%.1f ack_longest_with_fault_ms=%.0f"
                        + " revocations=%d requests=%d requests_after_revocation=%d%n",
                late,
                steady.millis(0.5),
                steady.millis(0.99),
                reports.stream().mapToDouble(PhaseReport::longestMillis).max().orElse(Double.NaN),
                reports.stream()
                        .mapToInt(report -> report.acknowledged().count())
                        .sum(),
                reports.stream().mapToLong(report -> report.history().count()).sum(),
                reports.stream().mapToLong(PhaseReport::requestsAfterwards).sum());
        return late == 0 ? 0 : 1;
    }
}
