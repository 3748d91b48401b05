package dev.tollgate.bench.limits;

import dev.tollgate.bench.Arguments;
import dev.tollgate.bench.BenchmarkStack;
import dev.tollgate.bench.InternalToken;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** {@code ./dev bench never-over}: three replicas of limits-service, and everything that can happen to them while many clients reserve. 0 only if nothing was wrong. */
public final class NeverOverBenchmark {
    private static final int WRONG_USE = 2;
    private static final int REPLICAS = 3;
    private static final int FAULTS = 24;
    private static final int SECONDS_TO_PUBLISH = 120;

    private final Arguments arguments;
    private final PrintStream out;
    private final AtomicLong left;
    private final Buyer.Findings findings = Buyer.Findings.none();

    private NeverOverBenchmark(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
        this.left = new AtomicLong(arguments.number("reservations"));
    }

    public static void main(String[] line) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            var arguments =
                    Arguments.of(line, Map.of("reservations", 100_000, "clients", 64, "organizations", 40, "seed", 1));
            System.exit(new NeverOverBenchmark(arguments, out).run());
        } catch (IllegalArgumentException wrongUse) {
            out.println(wrongUse.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private int run() throws IOException, SQLException, InterruptedException {
        try (var approving = Approving.start();
                var stack = BenchmarkStack.start("never-over", out);
                var http = HttpClient.newHttpClient();
                var threads = Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().factory())) {
            var history = WindowHistory.begin(stack.postgres());
            var environment =
                    Map.of("TOLLGATE_ONBOARDING_URL", approving.address().toString());
            var faults = new Faults(stack, history, environment, arguments.number("seed"), out);
            for (int i = 0; i < REPLICAS; i++) {
                faults.startReplica();
            }
            var service = InternalToken.ofTheGateway(stack.signingKey());
            var organizations = IntStream.range(0, arguments.number("organizations"))
                    .mapToObj(i -> Ids.next("org"))
                    .map(id -> new Buyer.Organization(id, InternalToken.ofLiveKey(stack.signingKey(), id)))
                    .toList();
            setCeilings(history, organizations);
            var buyers = IntStream.range(0, arguments.number("clients"))
                    .mapToObj(i -> new Buyer(
                            http, faults::any, organizations, service, arguments.number("seed") + i, findings))
                    .toList();
            long began = System.nanoTime();
            var working = all(threads, buyers, this::work);
            breakThings(faults);
            await(working);
            double seconds = (System.nanoTime() - began) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "  %d steps in %.0f s, %.0f a second; what is held is given back%n",
                    arguments.number("reservations"),
                    seconds,
                    arguments.number("reservations") / seconds);
            out.println("  memory of the replicas " + faults.megabytes() + " MB; " + history.sizes());
            await(all(threads, buyers, Buyer::releaseAll));
            return judge(history, differing(http, faults, service));
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** So that each window takes about half of what is asked of it: half of everything is asked of the first organization. */
    private void setCeilings(WindowHistory history, List<Buyer.Organization> organizations) throws SQLException {
        long hot = 20L * arguments.number("reservations");
        for (var organization : organizations) {
            long daily = organization.equals(organizations.getFirst()) ? hot : Math.max(1, hot / organizations.size());
            history.ceilings(organization.id(), daily, 3 * daily);
        }
    }

    /** What a client does. */
    @FunctionalInterface
    private interface Work {
        void with(Buyer buyer) throws InterruptedException;
    }

    private static List<Future<?>> all(ExecutorService threads, List<Buyer> buyers, Work work) {
        List<Future<?>> running = new ArrayList<>();
        for (var buyer : buyers) {
            running.add(threads.submit(() -> {
                work.with(buyer);
                return null;
            }));
        }
        return running;
    }

    private static void await(List<Future<?>> running) throws ExecutionException, InterruptedException {
        for (var each : running) {
            each.get();
        }
    }

    /** Only what was answered counts. */
    private void work(Buyer buyer) throws InterruptedException {
        while (left.get() > 0) {
            if (buyer.step()) {
                left.decrementAndGet();
            }
        }
    }

    /** One fault after the other, each a while after the one before, for as long as there is work. */
    private void breakThings(Faults faults) throws SQLException, InterruptedException {
        long between = Math.max(200, left.get() / FAULTS);
        for (int fault = 0; left.get() > 0; fault++) {
            awaitProgress(between);
            out.printf("  %9d steps to go: ", left.get());
            faults.cause(fault, () -> awaitProgress(between));
        }
    }

    private void awaitProgress(long steps) throws InterruptedException {
        long until = Math.max(0, left.get() - steps);
        synchronized (left) {
            while (left.get() > until) {
                left.wait(50);
            }
        }
    }

    /** What the reconciler says. */
    private static String differing(HttpClient http, Faults faults, String service)
            throws IOException, InterruptedException {
        var answer = http.send(
                        HttpRequest.newBuilder(
                                        faults.any(new SplittableRandom()).resolve("/internal/v1/reconciliation"))
                                .header("Authorization", "Bearer " + service)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return answer.replaceAll("(?s).*\"differing\":(\\d+).*", "$1");
    }

    private int judge(WindowHistory history, String differing) throws SQLException, InterruptedException {
        long over = history.over();
        long contradicted = findings.contradictions().get() + history.contradicted(findings.answers());
        long leaked = history.held();
        long unpublished = unpublished(history);
        out.printf(
                Locale.ROOT,
                "RESULT never-over over=%d versions=%d windows=%d full_windows=%d references=%d decided=%d contradictions=%d"
                        + " differing_windows=%s leaked_cents=%d unpublished=%d unanswered=%d%n",
                over,
                history.versions(),
                history.windows(),
                history.full(),
                findings.answers().size(),
                history.decided(),
                contradicted,
                differing,
                leaked,
                unpublished,
                findings.unanswered().get());
        boolean right = over == 0 && contradicted == 0 && leaked == 0 && unpublished == 0 && differing.equals("0");
        return right ? 0 : 1;
    }

    /** What is left when Kafka had its time. */
    private long unpublished(WindowHistory history) throws SQLException, InterruptedException {
        long unpublished = history.unpublished();
        synchronized (left) {
            for (int second = 0; second < SECONDS_TO_PUBLISH && unpublished > 0; second++) {
                left.wait(1_000);
                unpublished = history.unpublished();
            }
        }
        return unpublished;
    }
}
