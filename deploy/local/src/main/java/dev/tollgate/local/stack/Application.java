package dev.tollgate.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The seven Quarkus applications, each packaged in the target folder of the module of its name. */
enum Application {
    GATEWAY("gateway", Port.GATEWAY),
    AUTH("auth-service", Port.AUTH),
    KEYS("keys-service", Port.KEYS),
    ONBOARDING("onboarding-service", Port.ONBOARDING),
    PAYMENTS("payments-service", Port.PAYMENTS),
    LIMITS("limits-service", Port.LIMITS),
    WEBHOOKS("webhooks-service", Port.WEBHOOKS);

    private static final List<String> SMALL_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final String module;
    private final Port port;

    Application(String module, Port port) {
        this.module = module;
        this.port = port;
    }

    /** The name of its module, its process and its log. */
    String module() {
        return module;
    }

    Port port() {
        return port;
    }

    /** The schema it owns, {@code payments}; the gateway owns none. */
    Optional<String> schema() {
        return this == GATEWAY ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
    }

    /** The variable that tells others where it is. */
    String urlVariable() {
        return "TOLLGATE_" + name() + "_URL";
    }

    /** Where it says that it is ready. */
    String readyPath() {
        return this == GATEWAY ? "/readyz" : "/q/health/ready";
    }

    /**
     * What starts it: the native binary where {@code TOLLGATE_NATIVE} names it, else a JVM with the options of
     * {@code TOLLGATE_JAVA_OPTS}.
     *
     * @throws StartRefused when it is not built
     */
    List<String> command(Path root, Map<String, String> environment) {
        var target = root.resolve(module).resolve("target");
        if (nativeOnes(environment).contains(this)) {
            return List.of(nativeBinary(target).toString());
        }
        var jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new StartRefused("The " + module + " is not built: " + jar + " is missing. ./dev builds it.");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions(environment));
        // What JDK 25 would otherwise warn about at every start.
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private Path nativeBinary(Path target) {
        try (var runners = Files.newDirectoryStream(target, "*-runner")) {
            for (var runner : runners) {
                if (Files.isExecutable(runner)) {
                    return runner;
                }
            }
        } catch (IOException noTarget) {
            throw new StartRefused("The " + module + " is not built: there is no " + target + ".");
        }
        throw new StartRefused("TOLLGATE_NATIVE names the " + module + ", which has no native binary: run ./dev native "
                + module + ".");
    }

    private static List<String> javaOptions(Map<String, String> environment) {
        var asked = environment.getOrDefault("TOLLGATE_JAVA_OPTS", "").strip();
        return asked.isEmpty() ? SMALL_JVM : List.of(asked.split("\\s+"));
    }

    /** Those that {@code TOLLGATE_NATIVE} names, {@code gateway,payments}. */
    static Set<Application> nativeOnes(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("TOLLGATE_NATIVE", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Application::named)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The application of a module, with or without {@code -service}.
     *
     * @throws StartRefused when there is none
     */
    static Application named(String name) {
        return Arrays.stream(values())
                .filter(application -> application.module.equals(name) || application.module.equals(name + "-service"))
                .findFirst()
                .orElseThrow(() -> new StartRefused("There is no application " + name + "; there are "
                        + Arrays.stream(values()).map(Application::module).collect(Collectors.joining(", ")) + "."));
    }
}
