package dev.tollgate.journeys;

import dev.tollgate.bench.Founding;
import dev.tollgate.local.audit.AuditVerification;
import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.Story;
import dev.tollgate.local.stack.Ports;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The one stack of this JVM, on free ports and in a folder of its own; it ends with the JVM. */
final class RunningStack {
    /** All journeys of a run sign people in, and show credentials that are refused, from one address. */
    private static final Map<String, String> SETTINGS = Map.of(
            "TOLLGATE_SIGN_IN_PER_CLIENT", "100000",
            "TOLLGATE_SIGN_IN_PER_ADDRESS", "1000",
            "TOLLGATE_LIMITS_PUBLIC_REQUESTS", "100000",
            "TOLLGATE_LIMITS_REFUSED_CREDENTIALS", "1000000000");

    private static final int OK = 200;

    private static @Nullable Stack stack;
    private static @Nullable Founding founding;

    private RunningStack() {}

    static synchronized Stack get() {
        var running = stack;
        if (running == null) {
            var environment = new HashMap<>(System.getenv());
            environment.put("TOLLGATE_HOME", home().toString());
            running = Stack.start(
                    Path.of(System.getProperty("tollgate.root")), environment, Ports.free(), SETTINGS, System.out);
            stack = running;
            founding = new Founding(story());
        }
        return running;
    }

    /** Starts a part that was killed, and waits until the gate reaches it again: it leaves a silent service alone for a second at a time. */
    static void start(String part) {
        get().start(part);
        var gateway = Api.anonymous(get().gateway(), Witness::see);
        Awaitility.await().until(() -> gateway.get("/readyz").status() == OK);
    }

    /** A story whose secrets and refusals are on record. */
    static Story story() {
        return new Story(
                Api.anonymous(get().gateway(), Witness::see), Api.anonymous(get().mailInbox(), Witness::seeMail));
    }

    /** Organizations whose requests are as good as unlimited, by clients whose secrets are on record; staff sign in once for all journeys. */
    static synchronized Founding founding() {
        get();
        return Objects.requireNonNull(founding);
    }

    /** {@code ./dev audit-verify} on this stack: its exit code, and what it said in {@code out}. */
    static int verifyAuditLog(PrintStream out, String... arguments) {
        get();
        var environment = new HashMap<>(System.getenv());
        environment.put("TOLLGATE_HOME", home().toString());
        try {
            return AuditVerification.run(
                    Path.of(System.getProperty("tollgate.root")), environment, List.of(arguments), out);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Where each part has its log, also those that have ended. */
    static Path logs() {
        return get().log(Stack.KAFKA).resolveSibling("");
    }

    /** Below {@code target}, so that a failed run's logs can be read. */
    private static Path home() {
        try {
            return Files.createDirectories(Path.of("target", "stack")).toAbsolutePath();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
