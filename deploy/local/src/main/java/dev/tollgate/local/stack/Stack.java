package dev.tollgate.local.stack;

import dev.tollgate.local.infra.PostgresServer;
import dev.tollgate.local.infra.ProcessEnd;
import dev.tollgate.local.infra.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A running Tollgate: PostgreSQL, Kafka, mail, the gateway and the six services, each a process of its own but mail, on
 * ports of the loopback address. {@link #close()} ends all of it; so do a failed start and the end of this JVM. Parts are
 * named as in {@link #memory()}: {@code postgres}, {@code kafka}, {@code gateway}, {@code payments-service} and so on.
 */
public final class Stack implements AutoCloseable {

    /** The database server's name. */
    public static final String POSTGRES = "postgres";

    /** The broker's name. */
    public static final String KAFKA = "kafka";

    private static final Duration KILLED_WITHIN = Duration.ofSeconds(30);

    private final Home home;
    private final Parts parts;
    private final FileLock lock;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    private Stack(Home home, Parts parts, FileLock lock) {
        this.home = home;
        this.parts = parts;
        this.lock = lock;
    }

    /**
     * Starts everything and returns when every part is ready. What an earlier launcher left behind is ended first.
     *
     * @param root the checkout, built
     * @param environment where {@code TOLLGATE_HOME}, {@code TOLLGATE_NATIVE} and {@code TOLLGATE_JAVA_OPTS} are looked up
     * @param out told of the progress
     * @throws StartRefused when a port is taken, a part is not built, does not start, or Tollgate runs here already
     */
    public static Stack start(Path root, Map<String, String> environment, Ports ports, PrintStream out) {
        return start(root, environment, ports, Map.of(), out);
    }

    /**
     * The same with variables that every application is given besides: tests and benchmarks widen limits that are there for people.
     *
     * @param settings variables and their values
     */
    public static Stack start(
            Path root, Map<String, String> environment, Ports ports, Map<String, String> settings, PrintStream out) {
        var home = Home.of(root, environment);
        var lock = home.tryLock()
                .orElseThrow(() ->
                        new StartRefused("Tollgate already runs here. ./dev status shows it, ./dev down stops it."));
        var progress = Progress.to(out);
        var stack = new Stack(home, new Parts(home, ports), lock);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-stop"));
        try {
            new StackStart(home, ports, stack.parts, progress, stack.stopped).run(root, environment, settings);
            return stack;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stack.closed(new StartRefused("Interrupted while starting."));
        } catch (RuntimeException e) {
            throw stack.closed(e);
        } finally {
            stack.begun.complete(null);
        }
    }

    private RuntimeException closed(RuntimeException why) {
        begun.complete(null);
        close();
        return why;
    }

    /** Blocks until a part ends that nobody stopped; answers which. */
    public String awaitFailure() throws InterruptedException {
        try {
            return parts.failure().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the gateway serves: the one address of the public API. */
    public URI gateway() {
        return parts.url(Application.GATEWAY);
    }

    /** Where one application serves, past the gateway. */
    public URI address(String application) {
        return parts.url(Application.named(application));
    }

    /** Where mail is read: a page for people, {@code /api/messages?to=} for programs. */
    public URI mailInbox() {
        return URI.create("http://" + parts.address(Port.MAIL));
    }

    /** Kafka's {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return parts.address(Port.KAFKA);
    }

    /** The database server, for assertions about what is stored. */
    public PostgresServer postgres() {
        return parts.postgres();
    }

    /** The file that takes what a part has to say. */
    public Path log(String part) {
        return home.log(part);
    }

    /**
     * One more process of an application.
     *
     * @param part its name among the parts, {@code gateway-2}
     */
    public record Replica(String part, URI address) {}

    /**
     * Starts one more process of an application on a free port, with the environment of the first but for {@code changes}; returns when it
     * is ready. The others go on talking to the first.
     */
    public Replica replicate(String application, Map<String, String> changes) {
        return parts.startReplica(Application.named(application), changes);
    }

    /** The PEM file with the key that signs the internal principal in this run, for programs that speak to services as the gateway does. */
    public Path signingKey() {
        return RunSecrets.signingKey(home.run());
    }

    /** The process of a part, for what the operating system knows of it. */
    public ProcessHandle process(String part) {
        return parts.handle(part);
    }

    /** Ends one application or Kafka as a crash would (SIGKILL); returns when it is gone. */
    public void kill(String part) {
        var process = parts.goingDown(part);
        process.destroyForcibly();
        if (!ProcessEnd.await(List.of(process), KILLED_WITHIN)) {
            throw new IllegalStateException("process " + process.pid() + " does not end");
        }
    }

    /** Starts an application again, or Kafka on its data; returns when it is ready. */
    public void start(String part) {
        if (part.equals(KAFKA)) {
            parts.startKafka();
        } else {
            parts.startAgain(part);
        }
    }

    /** Freezes a part (SIGSTOP): it keeps its connections and answers nothing. */
    public void pause(String part) {
        Processes.signal(parts.handle(part), "STOP");
    }

    /** Lets a frozen part go on (SIGCONT). */
    public void resume(String part) {
        Processes.signal(parts.handle(part), "CONT");
    }

    /** Stops Kafka in order; its data stays. */
    public void stopKafka() {
        parts.stopKafka();
    }

    /** Starts Kafka on its data again; returns when it serves. */
    public void startKafka() {
        parts.startKafka();
    }

    /** Restarts the database server as after a crash ({@code pg_ctl -m immediate}); returns when it has recovered. */
    public void restartPostgres() throws InterruptedException {
        parts.goingDown(POSTGRES);
        parts.postgres().restartImmediately();
        parts.postgresIsBack();
    }

    /** Bytes of physical memory that each part holds, its children included; mail lives in this JVM and is not listed. */
    public Map<String, Long> memory() {
        return parts.memory();
    }

    /** What runs where, as a table for people. */
    public String table() {
        return parts.table();
    }

    /** Ends every part. When this returns, none is left; once closed, does nothing. */
    @Override
    public void close() {
        parts.beginToEnd();
        stopped.completeExceptionally(new StartRefused("Stopped while starting."));
        // A start that is under way notices, and hands over what it has begun.
        begun.join();
        synchronized (lock) {
            if (!lock.isValid()) {
                return;
            }
            parts.end();
            try {
                lock.acquiredBy().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
