package dev.tollgate.bench.limits;

import dev.tollgate.bench.Arguments;
import dev.tollgate.bench.BenchmarkStack;
import dev.tollgate.bench.InternalToken;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** {@code ./dev bench never-over}: three replicas of limits-service, killed, cut off and left without Kafka while many clients reserve. 0 only if nothing was wrong. */
public final class NeverOverBenchmark {
    private static final int WRONG_USE = 2;
    private static final int REPLICAS = 3;
    private static final int STEPS_BETWEEN_FAULTS = 20;

    private final Arguments arguments;
    private final PrintStream out;
    private final List<Stack.Replica> replicas = new CopyOnWriteArrayList<>();
    private final AtomicLong left;

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
                var http = HttpClient.newHttpClient()) {
            var onboarding =
                    Map.of("TOLLGATE_ONBOARDING_URL", approving.address().toString());
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(stack.replicate("limits-service", onboarding));
            }
            var history = WindowHistory.begin(stack.postgres());
            var findings = Buyer.Findings.none();
            var service = InternalToken.ofTheGateway(stack.signingKey());
            var organizations = IntStream.range(0, arguments.number("organizations"))
                    .mapToObj(i -> Ids.next("org"))
                    .map(id -> new Buyer.Organization(id, InternalToken.ofLiveKey(stack.signingKey(), id)))
                    .toList();
            try (var threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().factory())) {
                var clients = IntStream.range(0, arguments.number("clients"))
                        .mapToObj(i -> new Buyer(
                                http, this::anyReplica, organizations, service, arguments.number("seed") + i, findings))
                        .<Future<?>>map(buyer -> threads.submit(() -> work(buyer)))
                        .toList();
                breakThings(stack, history, onboarding);
                for (var client : clients) {
                    client.get();
                }
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            }
            return judge(history, findings, differing(http, service));
        }
    }

    private int work(Buyer buyer) throws InterruptedException {
        int done = 0;
        while (left.getAndDecrement() > 0) {
            buyer.step();
            done++;
        }
        return done;
    }

    /** One fault after the other, each a while after the one before, for as long as there is work. */
    private void breakThings(Stack stack, WindowHistory history, Map<String, String> onboarding)
            throws SQLException, InterruptedException {
        long all = left.get();
        for (int fault = 0; left.get() > 0; fault++) {
            awaitProgress(Math.max(200, all / STEPS_BETWEEN_FAULTS));
            switch (fault % 3) {
                case 0 -> {
                    var victim = replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()));
                    out.println("  kill -9 " + victim.part());
                    stack.kill(victim.part());
                    var successor = stack.replicate("limits-service", onboarding);
                    replicas.remove(victim);
                    replicas.add(successor);
                }
                case 1 -> {
                    out.println("  every connection to PostgreSQL is cut");
                    history.cutConnections();
                }
                default -> {
                    out.println("  Kafka is killed");
                    stack.kill(Stack.KAFKA);
                    awaitProgress(all / STEPS_BETWEEN_FAULTS);
                    stack.start(Stack.KAFKA);
                }
            }
        }
    }

    private void awaitProgress(long steps) throws InterruptedException {
        long until = left.get() - steps;
        synchronized (left) {
            while (left.get() > Math.max(0, until)) {
                left.wait(50);
            }
        }
    }

    private URI anyReplica() {
        return replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()))
                .address();
    }

    /** What the reconciler says. */
    private String differing(HttpClient http, String service) throws IOException, InterruptedException {
        var answer = http.send(
                        HttpRequest.newBuilder(anyReplica().resolve("/internal/v1/reconciliation"))
                                .header("Authorization", "Bearer " + service)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return answer.replaceAll("(?s).*\"differing\":(\\d+).*", "$1");
    }

    private int judge(WindowHistory history, Buyer.Findings findings, String differing) throws SQLException {
        long over = history.over();
        long missing = findings.answers().size()
                - Math.min(history.decided(), findings.answers().size());
        out.printf(
                Locale.ROOT,
                "RESULT never-over over=%d versions=%d full_windows=%d references=%d contradictions=%d forgotten=%d differing_windows=%s unanswered=%d%n",
                over,
                history.versions(),
                history.full(),
                findings.answers().size(),
                findings.contradictions().get(),
                missing,
                differing,
                findings.unanswered().get());
        return over == 0 && findings.contradictions().get() == 0 && missing == 0 && differing.equals("0") ? 0 : 1;
    }
}
