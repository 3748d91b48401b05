package dev.tollgate.bench;

import dev.tollgate.local.stack.Ports;
import dev.tollgate.local.stack.Stack;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole Tollgate on free ports for one benchmark, in a folder of its own below {@code deploy/benchmarks/target}. */
public final class BenchmarkStack {
    /** Both compilers, unlike a local run's: the code is measured when it is warm. */
    private static final String JAVA_OPTIONS = "-Xmx384m -XX:+UseSerialGC";

    /** Hundreds of people sign up from one address. */
    private static final Map<String, String> SETTINGS = Map.of(
            "TOLLGATE_SIGN_IN_PER_CLIENT", "1000000",
            "TOLLGATE_SIGN_IN_PER_ADDRESS", "1000",
            "TOLLGATE_LIMITS_PUBLIC_REQUESTS", "1000000");

    private BenchmarkStack() {}

    /** Starts it; {@code TOLLGATE_JAVA_OPTS} and {@code TOLLGATE_NATIVE} of the caller hold. */
    public static Stack start(String benchmark, PrintStream out) {
        return start(benchmark, SETTINGS, out);
    }

    /** The same for a benchmark that shows credentials that are refused, again and again, from one address. */
    public static Stack startForRefusals(String benchmark, PrintStream out) {
        var settings = new HashMap<>(SETTINGS);
        settings.put("TOLLGATE_LIMITS_REFUSED_CREDENTIALS", "1000000000");
        return start(benchmark, settings, out);
    }

    private static Stack start(String benchmark, Map<String, String> settings, PrintStream out) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TOLLGATE_HOME", home(benchmark).toString());
        environment.putIfAbsent("TOLLGATE_JAVA_OPTS", JAVA_OPTIONS);
        return Stack.start(root(), environment, Ports.free(), settings, out);
    }

    /** Where a benchmark keeps its things. */
    public static Path home(String benchmark) {
        return root().resolve("deploy").resolve("benchmarks").resolve("target").resolve("run-" + benchmark);
    }

    private static Path root() {
        return Path.of(System.getProperty("tollgate.root", "."))
                .toAbsolutePath()
                .normalize();
    }
}
