package dev.tollgate.bench.limits;

import dev.tollgate.bench.Arguments;
import dev.tollgate.bench.BenchmarkStack;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** {@code ./dev bench limits}: 0 only if no window was over its ceiling. */
public final class LimitsBenchmark {
    private static final int WRONG_USE = 2;
    private static final int MANY = 64;
    private static final int FEW = 8;
    private static final String FITS = "0.01";
    private static final String TOO_MUCH = "100.01";

    private final Arguments arguments;
    private final PrintStream out;

    private LimitsBenchmark(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    public static void main(String[] line) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            var arguments =
                    Arguments.of(line, Map.of("seconds", 10, "warm-up", 40, "organizations", 1_000, "flooding", 8));
            System.exit(new LimitsBenchmark(arguments, out).run());
        } catch (IllegalArgumentException wrongUse) {
            out.println(wrongUse.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private int run() throws IOException, SQLException {
        try (var approving = Approving.start();
                var stack = BenchmarkStack.start("limits", out)) {
            var onboarding =
                    Map.of("TOLLGATE_ONBOARDING_URL", approving.address().toString());
            var combined = stack.replicate("limits-service", onboarding).address();
            return measure(stack, combined, uncombined(stack, approving));
        }
    }

    private static URI uncombined(Stack stack, Approving approving) {
        return stack.replicate(
                        "limits-service",
                        Map.of(
                                "TOLLGATE_ONBOARDING_URL",
                                approving.address().toString(),
                                "TOLLGATE_RESERVATION_BATCH",
                                "1"))
                .address();
    }

    private int measure(Stack stack, URI combined, URI uncombined) throws SQLException {
        var organizations = new Organizations(stack.postgres(), stack.signingKey());
        var hot = organizations.roomy(1);
        var cold = organizations.roomy(arguments.number("organizations"));
        warmUp(combined, uncombined, hot, cold);
        var rowLock = new RowLock(stack.postgres());
        var database = new DatabaseTime(stack.postgres());

        out.printf("%n(1) one statement per reservation, with the row lock%n");
        locked(rowLock, 1);
        locked(rowLock, 16);
        var idle = database.soFar();
        var locked = locked(rowLock, MANY);
        double lockedMicros = micros(idle, database.soFar(), locked);

        out.printf("%n(2) limits-service, one hot organization%n");
        var alone = reserve("uncombined", uncombined, 1, hot);
        var single = reserve("hot", combined, 1, hot);
        reserve("hot", combined, 16, hot);
        var before = Batches.of(combined);
        var begun = database.soFar();
        var many = reserve("hot", combined, MANY, hot);
        double manyMicros = micros(begun, database.soFar(), many);
        double commits = Batches.of(combined).perReservationSince(before);
        out.printf(
                Locale.ROOT,
                "  %.3f commits per reservation, %.0f µs of PostgreSQL's processor time; with the row lock 1 and %.0f%n",
                commits,
                manyMicros,
                lockedMicros);
        reserve("hot", combined, 256, hot);
        reserve("uncombined", uncombined, MANY, hot);

        out.printf("%n(3) limits-service, %d organizations%n", cold.size());
        for (int clients : new int[] {1, 16}) {
            reserve("cold", combined, clients, cold);
        }
        var spread = reserve("cold", combined, MANY, cold);
        reserve("cold", combined, 256, cold);

        double flood = flood(combined, cold, organizations.ordinary());
        long over = organizations.over();
        out.printf(
                Locale.ROOT,
                "RESULT limits hot_vs_row_lock=%.2f hot_vs_row_lock_database=%.2f hot_vs_cold=%.2f commits_per_reservation=%.3f over=%d p99_ms=%.2f"
                        + " p99_one_client_ms=%.2f p99_one_client_vs_uncombined=%.2f flood_admitted_ratio=%.2f hot_per_second=%.0f row_lock_per_second=%.0f%n",
                many.perSecond() / locked.perSecond(),
                lockedMicros / manyMicros,
                many.perSecond() / spread.perSecond(),
                commits,
                over,
                many.latency().millis(0.99),
                single.latency().millis(0.99),
                single.latency().millis(0.99) / alone.latency().millis(0.99),
                flood,
                many.perSecond(),
                locked.perSecond());
        return over == 0 ? 0 : 1;
    }

    /** Admitted ones of many organizations, alone and beside as many clients again that are all denied, of one organization. */
    private double flood(URI service, List<String> cold, String flooding) {
        out.printf("%nadmitted beside a flood of denials%n");
        // Not counted: denials bring code to the compilers that nothing before needed, here and in webhooks-service.
        beside(service, cold, flooding, warmUpTime());
        var quiet = reserve("admitted, alone", service, FEW, cold);
        var beside = beside(service, cold, flooding, time());
        out.print(beside.admitted().line("admitted, beside"));
        out.print(beside.denied().line("denied"));
        return beside.admitted().perSecond() / quiet.perSecond();
    }

    private record Beside(Clients.Result admitted, Clients.Result denied) {}

    private Beside beside(URI service, List<String> cold, String flooding, Duration time) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var denied = CompletableFuture.supplyAsync(
                    () -> Clients.run(
                            arguments.number("flooding"),
                            time,
                            number -> new LimitsClient(service, List.of(flooding), TOO_MUCH)),
                    threads);
            var admitted = Clients.run(FEW, time, number -> new LimitsClient(service, cold, FITS));
            return new Beside(admitted, denied.join());
        }
    }

    /** A JVM gets no faster after a minute or so; before, it is its compilers that are measured. */
    private void warmUp(URI combined, URI uncombined, List<String> hot, List<String> cold) {
        for (var service : List.of(combined, uncombined)) {
            Clients.run(FEW, warmUpTime(), number -> new LimitsClient(service, cold, FITS));
            Clients.run(MANY, warmUpTime(), number -> new LimitsClient(service, hot, FITS));
        }
    }

    private Clients.Result locked(RowLock rowLock, int clients) {
        var result = Clients.run(clients, time(), rowLock::client);
        out.print(result.line("row lock"));
        return result;
    }

    private Clients.Result reserve(String what, URI service, int clients, List<String> tokens) {
        var result = Clients.run(clients, time(), number -> new LimitsClient(service, tokens, FITS));
        out.print(result.line(what));
        return result;
    }

    private static double micros(Duration before, Duration after, Clients.Result result) {
        return after.minus(before).toNanos() / 1e3 / result.latency().count();
    }

    private Duration warmUpTime() {
        return Duration.ofSeconds(arguments.number("warm-up"));
    }

    private Duration time() {
        return Duration.ofSeconds(arguments.number("seconds"));
    }
}
