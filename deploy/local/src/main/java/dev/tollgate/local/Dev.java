package dev.tollgate.local;

import dev.tollgate.local.audit.AuditVerification;
import dev.tollgate.local.demo.Demo;
import dev.tollgate.local.limits.LimitsReconciliation;
import dev.tollgate.local.stack.Home;
import dev.tollgate.local.stack.PastRun;
import dev.tollgate.local.stack.Ports;
import dev.tollgate.local.stack.Stack;
import dev.tollgate.local.stack.StartRefused;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code ./dev} runs once the project is built: {@code up}, {@code demo}, {@code down}, {@code status}, {@code audit-verify}, {@code
 * limits-reconcile}. The system
 * property {@code tollgate.root} names the checkout.
 */
public final class Dev {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    /** As service managers answer for a service that is not running. */
    private static final int NOT_RUNNING = 3;

    /** The last line of a successful start. */
    static final String UP = "Ctrl-C or ./dev down stops everything.";

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;

    private Dev(Path root, Map<String, String> environment, PrintStream out) {
        this.root = root;
        this.environment = environment;
        this.out = out;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var root = Path.of(System.getProperty("tollgate.root", "."))
                .toAbsolutePath()
                .normalize();
        System.exit(new Dev(root, System.getenv(), out).run(List.of(arguments)));
    }

    private int run(List<String> arguments) {
        try {
            if (!arguments.isEmpty() && arguments.getFirst().equals("audit-verify")) {
                return AuditVerification.run(root, environment, arguments.subList(1, arguments.size()), out);
            }
            return switch (String.join(" ", arguments)) {
                case "up" -> up();
                case "up --detach" -> DetachedLauncher.start(Home.of(root, environment), out) ? OK : FAILED;
                case "demo" -> demo();
                case "down" -> down();
                case "status" -> status();
                case "limits-reconcile" -> LimitsReconciliation.run(root, environment, out);
                default -> {
                    out.println("Commands: up, up --detach, demo, down, status, audit-verify, limits-reconcile");
                    yield WRONG_USE;
                }
            };
        } catch (StartRefused e) {
            out.println(e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int up() throws InterruptedException {
        try (var stack = Stack.start(root, environment, Ports.from(environment), out)) {
            out.println();
            out.println(stack.table());
            out.println();
            out.println("API    " + stack.gateway());
            out.println("Inbox  " + stack.mailInbox());
            out.println(UP);
            out.println(stack.awaitFailure());
            out.println("Stopping the rest.");
            return FAILED;
        }
    }

    private int demo() {
        try (var stack = Stack.start(root, environment, Ports.from(environment), out)) {
            return Demo.run(stack, out);
        }
    }

    private int down() {
        var ended = PastRun.of(root, environment).end();
        out.println(ended.isEmpty() ? "Nothing of Tollgate runs here." : "Stopped " + String.join(", ", ended) + ".");
        return OK;
    }

    private int status() {
        var run = PastRun.of(root, environment);
        var table = run.table();
        if (table.isEmpty()) {
            out.println("Tollgate does not run here.");
            return NOT_RUNNING;
        }
        out.println(
                run.launcher().isEmpty()
                        ? "The launcher is gone; these processes were left behind. ./dev down ends them."
                        : run.isReady() ? "Tollgate runs." : "Tollgate is starting.");
        out.println(table.get());
        return OK;
    }
}
