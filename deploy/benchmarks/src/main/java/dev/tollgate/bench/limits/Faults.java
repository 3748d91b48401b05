package dev.tollgate.bench.limits;

import dev.tollgate.local.stack.Stack;
import java.io.PrintStream;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The replicas of limits-service that clients ask, each with another idea of the time, and what is done to them and to what they need. */
final class Faults {
    /** A day and two hours ahead, right, and more than a month behind. */
    private static final List<String> CLOCKS = List.of("PT26H", "PT0S", "PT-960H");

    private static final long MEGABYTE = 1024 * 1024;

    private final Stack stack;
    private final WindowHistory history;
    private final Map<String, String> environment;
    private final SplittableRandom random;
    private final PrintStream out;
    private final List<Stack.Replica> replicas = new CopyOnWriteArrayList<>();
    private int started;

    Faults(Stack stack, WindowHistory history, Map<String, String> environment, long seed, PrintStream out) {
        this.stack = stack;
        this.history = history;
        this.environment = environment;
        this.random = new SplittableRandom(seed);
        this.out = out;
    }

    void startReplica() {
        var its = new TreeMap<>(environment);
        its.put("TOLLGATE_CLOCK_OFFSET", CLOCKS.get(started++ % CLOCKS.size()));
        replicas.add(stack.replicate("limits-service", its));
    }

    /** Physical memory of those that run, in MB. */
    List<Long> megabytes() {
        var memory = stack.memory();
        return replicas.stream()
                .map(replica -> memory.getOrDefault(replica.part(), 0L) / MEGABYTE)
                .toList();
    }

    /** Where one of those that run answers. */
    URI any(SplittableRandom by) {
        var all = replicas.toArray(new Stack.Replica[0]);
        return all[by.nextInt(all.length)].address();
    }

    /** The next one, in turn; what it breaks is whole again when it returns, but for Kafka, which {@code meanwhile} has to do without. */
    void cause(int number, Pause meanwhile) throws SQLException, InterruptedException {
        switch (number % 6) {
            case 0 -> killReplica();
            case 1 -> {
                out.println("the day ends");
                history.almostOver("day");
            }
            case 2 -> {
                out.println("PostgreSQL: pg_ctl restart -m immediate");
                stack.restartPostgres();
            }
            case 3 -> {
                out.println("the month ends");
                history.almostOver("month");
            }
            case 4 -> {
                out.println("every connection to PostgreSQL is cut");
                history.cutConnections();
            }
            default -> {
                out.println("Kafka: kill -9");
                stack.kill(Stack.KAFKA);
                meanwhile.last();
                stack.start(Stack.KAFKA);
            }
        }
    }

    /** How long something stays broken. */
    @FunctionalInterface
    interface Pause {
        void last() throws InterruptedException;
    }

    private void killReplica() {
        var victim = replicas.get(random.nextInt(replicas.size()));
        out.println("kill -9 " + victim.part());
        stack.kill(victim.part()); // while clients are asking it
        replicas.remove(victim);
        startReplica();
    }
}
