package dev.tollgate.local.stack;

import dev.tollgate.local.infra.Polling;
import dev.tollgate.local.infra.ProcessEnd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One application as a process: started again and again with the same command and environment. */
final class ApplicationProcess {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int LOG_TAIL_LINES = 30;

    private final String name;
    private final ProcessBuilder builder;
    private final URI ready;
    private final Path log;
    private Process process;

    private ApplicationProcess(String name, ProcessBuilder builder, URI ready, Path log) {
        this.name = name;
        this.builder = builder;
        this.ready = ready;
        this.log = log;
        this.process = spawn(name, builder);
    }

    /** Starts it, and returns before it is ready. */
    static ApplicationProcess start(
            String name, List<String> command, Map<String, String> environment, URI ready, Path log) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The launcher's own settings are none of the applications' business.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TOLLGATE_"));
        builder.environment().putAll(environment);
        return new ApplicationProcess(name, builder, ready, log);
    }

    /**
     * Starts one more of the same, with a few variables of its own.
     *
     * @param changes variables that differ
     */
    ApplicationProcess replica(String replicaName, Map<String, String> changes, URI replicaReady, Path replicaLog) {
        var environment = new TreeMap<>(builder.environment());
        environment.putAll(changes);
        return start(replicaName, builder.command(), environment, replicaReady, replicaLog);
    }

    /** Starts it again after its end; does nothing while it runs. */
    void startAgain() {
        if (ProcessEnd.reached(process.toHandle())) {
            process = spawn(name, builder);
        }
    }

    /** Where it listens. */
    String address() {
        return ready.resolve("/").toString().replaceFirst("/$", "");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Returns when it says that it is ready.
     *
     * @throws StartRefused with the end of its log when it ends, or is not ready within three minutes
     */
    void awaitReady(HttpClient http) throws InterruptedException {
        var answer = Polling.until(READY_WITHIN, () -> {
            var ready = ask(http);
            if (ready.isEmpty() && !process.isAlive()) {
                throw new StartRefused("The " + name + " ended with exit code " + process.exitValue()
                        + " instead of starting. The end of " + log + ":\n" + logTail());
            }
            return ready;
        });
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (answer.isEmpty()) {
            throw new StartRefused("The " + name + " was not ready within " + READY_WITHIN.toMinutes()
                    + " minutes. The end of " + log + ":\n" + logTail());
        }
    }

    /**
     * Its answer, once it is ready. The gateway is so as soon as it can let anybody in; here it has to reach all of the services that it tells
     * of, or the first request would meet its breaker.
     */
    private Optional<String> ask(HttpClient http) {
        try {
            var question = HttpRequest.newBuilder(ready).timeout(ANSWER_WITHIN).build();
            var answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            return Optional.of(answer.body())
                    .filter(told -> answer.statusCode() == OK && !told.contains("\"unavailable\""));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String logTail() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    private static Process spawn(String name, ProcessBuilder builder) {
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new StartRefused("Cannot start the " + name + ": " + e.getMessage());
        }
    }
}
