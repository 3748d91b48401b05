package dev.tollgate.local.stack;

import dev.tollgate.local.infra.KafkaProcess;
import dev.tollgate.local.infra.PostgresServer;
import dev.tollgate.local.infra.ProcessEnd;
import dev.tollgate.local.mail.MailServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running Tollgate: PostgreSQL, Kafka, mail, the gateway and the six services, each a process of its own but mail, on
 * ports of the loopback address. {@link #close()} ends all of it; so does a failed start. Parts are named as in
 * {@link #memory()}: {@code postgres}, {@code kafka}, {@code gateway}, {@code payments-service} and so on.
 */
public final class Stack implements AutoCloseable {

    /** The database server's name. */
    public static final String POSTGRES = "postgres";

    /** The broker's name. */
    public static final String KAFKA = "kafka";

    private static final Duration KAFKA_WITHIN = Duration.ofMinutes(2);
    private static final Duration APPLICATIONS_STOP_WITHIN = Duration.ofSeconds(15);

    private static final Duration KILLED_WITHIN = Duration.ofSeconds(30);

    /** Time for a Ctrl-C, which reaches the parts as soon as the launcher, to be recognised as no failure. */
    private static final Duration BEFORE_BLAME = Duration.ofMillis(500);

    private final Home home;
    private final Ports ports;
    private final FileLock lock;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Application, ApplicationProcess> applications = new EnumMap<>(Application.class);
    private final Set<String> meantToBeDown = new HashSet<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private RunState state;
    private @Nullable PostgresServer postgres;
    private @Nullable KafkaProcess kafka;
    private @Nullable MailServer mail;

    private Stack(Home home, Ports ports, FileLock lock) {
        this.home = home;
        this.ports = ports;
        this.lock = lock;
        this.state = RunState.ofThisLauncher("127.0.0.1:" + ports.of(Port.MAIL));
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
        var home = Home.of(root, environment);
        var progress = Progress.to(out);
        var lock = home.tryLock()
                .orElseThrow(() ->
                        new StartRefused("Tollgate already runs here. ./dev status shows it, ./dev down stops it."));
        var stack = new Stack(home, ports, lock);
        var stopAtExit = new Thread(stack::close, "stack-stop");
        Runtime.getRuntime().addShutdownHook(stopAtExit);
        try {
            stack.begin(root, environment, progress);
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

    private void begin(Path root, Map<String, String> environment, Progress progress) throws InterruptedException {
        var ended = new Leftovers(home).end();
        ended.forEach(process ->
                progress.say("Ended what an earlier run left: " + process.name() + " (" + process.pid() + ")"));
        ports.requireFree();
        var commands = new EnumMap<Application, List<String>>(Application.class);
        for (var application : Application.values()) {
            commands.put(application, application.command(root, environment));
        }
        home.renew();
        state.write(home);
        var secrets = RunSecrets.make(home.run());
        progress.say("Starting Tollgate (logs: " + home.folder().resolve("logs") + ")");

        var kafkaReady = inBackground(() -> {
            startKafka();
            progress.ready(KAFKA, kafkaBootstrap());
        });
        var mailReady = inBackground(() -> startMail(progress));
        startPostgres(secrets, progress);
        requireOpen();
        startApplications(commands, new ServiceEnvironment(ports, secrets), progress);
        joinStart(CompletableFuture.allOf(kafkaReady, mailReady));
        synchronized (this) {
            state = state.asReady();
            state.write(home);
        }
        progress.say("Ready after " + progress.seconds());
    }

    private void startMail(Progress progress) {
        var server = MailServer.start(ports.of(Port.SMTP), ports.of(Port.MAIL));
        synchronized (this) {
            if (closing.get()) {
                server.close();
            }
            requireOpen();
            mail = server;
        }
        progress.ready("mail", mailInbox() + " (SMTP " + ports.of(Port.SMTP) + ")");
    }

    private void startPostgres(RunSecrets secrets, Progress progress) {
        var server = PostgresServer.start(
                home.run().resolve(POSTGRES),
                home.log(POSTGRES),
                ports.of(Port.POSTGRES),
                PostgresServer.Durability.SYNCED,
                secrets.passwords());
        synchronized (this) {
            postgres = server;
            record(POSTGRES, postgresHandle(), address(Port.POSTGRES));
        }
        progress.ready(POSTGRES, address(Port.POSTGRES));
    }

    private void startApplications(
            Map<Application, List<String>> commands, ServiceEnvironment environments, Progress progress)
            throws InterruptedException {
        var waiting = new ArrayList<CompletableFuture<Void>>();
        for (var application : Application.values()) {
            var url = environments.url(application);
            synchronized (this) {
                requireOpen();
                var process = ApplicationProcess.start(
                        application.module(),
                        commands.getOrDefault(application, List.of()),
                        environments.of(application),
                        url.resolve(application.readyPath()),
                        home.log(application.module()));
                applications.put(application, process);
                record(application.module(), process.handle(), url.toString());
                waiting.add(inBackground(() -> {
                    awaitReady(process);
                    progress.ready(application.module(), url.toString());
                }));
            }
        }
        joinStart(CompletableFuture.anyOf(
                firstFailure(waiting), CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new))));
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofVirtual().start(task));
    }

    /** Completes when the first of them fails, so that nobody waits for the others then. */
    private static CompletableFuture<Void> firstFailure(List<CompletableFuture<Void>> all) {
        var first = new CompletableFuture<Void>();
        for (var one : all) {
            var _ = one.whenComplete((_, cause) -> {
                if (cause != null) {
                    first.completeExceptionally(cause);
                }
            });
        }
        return first;
    }

    private void joinStart(CompletableFuture<?> start) throws InterruptedException {
        try {
            CompletableFuture.anyOf(start, stopped).get();
        } catch (ExecutionException e) {
            var cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof StartRefused refused ? refused : new StartRefused(String.valueOf(cause));
        }
    }

    private void awaitReady(ApplicationProcess process) {
        try {
            process.awaitReady(http);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void startKafkaProcess() {
        synchronized (this) {
            requireOpen();
            var process = KafkaProcess.start(new KafkaProcess.Settings(
                    home.run().resolve(KAFKA), home.log(KAFKA), ports.of(Port.KAFKA), ports.of(Port.KAFKA_CONTROLLER)));
            kafka = process;
            record(KAFKA, process.handle(), address(Port.KAFKA));
        }
    }

    private void requireOpen() {
        if (closing.get()) {
            throw new StartRefused("Stopped while starting.");
        }
    }

    private void record(String name, ProcessHandle process, String address) {
        state = state.with(RunningProcess.of(name, process, address));
        state.write(home);
        meantToBeDown.remove(name);
        var _ = process.onExit()
                .thenRunAsync(
                        () -> blame(name, process),
                        CompletableFuture.delayedExecutor(BEFORE_BLAME.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void blame(String name, ProcessHandle process) {
        var current =
                state.processes().stream().anyMatch(part -> part.name().equals(name) && part.pid() == process.pid());
        if (current && !closing.get() && !meantToBeDown.contains(name)) {
            failure.complete(
                    "The " + name + " (" + process.pid() + ") ended unexpectedly; its log is " + home.log(name));
        }
    }

    /** Blocks until a part ends that nobody stopped; answers which. */
    public String awaitFailure() throws InterruptedException {
        try {
            return failure.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the gateway serves: the one address of the public API. */
    public URI gateway() {
        return address("gateway");
    }

    /** Where one application serves, past the gateway. */
    public URI address(String application) {
        return URI.create("http://" + address(Application.named(application).port()));
    }

    /** Where mail is read: a page for people, {@code /api/messages?to=} for programs. */
    public URI mailInbox() {
        return URI.create("http://" + address(Port.MAIL));
    }

    /** Kafka's {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return address(Port.KAFKA);
    }

    /** The database server, for assertions about what is stored. */
    public synchronized PostgresServer postgres() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return postgres;
    }

    /** The file that takes what a part has to say. */
    public Path log(String part) {
        return home.log(part);
    }

    /** Ends one application or Kafka as a crash would (SIGKILL); returns when it is gone. */
    public void kill(String part) {
        var process = meantToGoDown(part);
        process.destroyForcibly();
        awaitEnd(process);
    }

    /** Starts an application again, or Kafka on its data; returns when it is ready. */
    public void start(String part) {
        if (part.equals(KAFKA)) {
            startKafka();
            return;
        }
        var application = Application.named(part);
        ApplicationProcess process;
        synchronized (this) {
            process = requireApplication(application);
            process.startAgain();
            record(
                    application.module(),
                    process.handle(),
                    address(application.module()).toString());
        }
        awaitReady(process);
    }

    /** Freezes a part (SIGSTOP): it keeps its connections and answers nothing. */
    public void pause(String part) {
        Processes.signal(handle(part), "STOP");
    }

    /** Lets a frozen part go on (SIGCONT). */
    public void resume(String part) {
        Processes.signal(handle(part), "CONT");
    }

    /** Stops Kafka in order; its data stays. */
    public void stopKafka() {
        meantToGoDown(KAFKA);
        requireKafka().stop();
    }

    /** Starts Kafka on its data again; returns when it serves. */
    public void startKafka() {
        startKafkaProcess();
        requireKafka().awaitReady(KAFKA_WITHIN);
    }

    /** Bytes of physical memory that each part holds, its children included; mail lives in this JVM and is not listed. */
    public synchronized Map<String, Long> memory() {
        var memory = new LinkedHashMap<String, Long>();
        state.processes()
                .forEach(part ->
                        part.find().ifPresent(process -> memory.put(part.name(), Processes.memoryBytes(process))));
        return memory;
    }

    /** What runs where, as a table for people. */
    public synchronized String table() {
        return StatusTable.of(home, state);
    }

    private synchronized ProcessHandle meantToGoDown(String part) {
        var process = handle(part);
        meantToBeDown.add(part.equals(KAFKA) ? KAFKA : Application.named(part).module());
        return process;
    }

    private synchronized ProcessHandle handle(String part) {
        return switch (part) {
            case KAFKA -> requireKafka().handle();
            case POSTGRES -> postgresHandle();
            default -> requireApplication(Application.named(part)).handle();
        };
    }

    private synchronized KafkaProcess requireKafka() {
        if (kafka == null) {
            throw new IllegalStateException("Kafka was not started");
        }
        return kafka;
    }

    private ApplicationProcess requireApplication(Application application) {
        var process = applications.get(application);
        if (process == null) {
            throw new IllegalStateException("the " + application.module() + " was not started");
        }
        return process;
    }

    private ProcessHandle postgresHandle() {
        return ProcessHandle.of(postgres().pid()).orElseThrow(() -> new IllegalStateException("PostgreSQL ended"));
    }

    private String address(Port port) {
        return "127.0.0.1:" + ports.of(port);
    }

    private static void awaitEnd(ProcessHandle process) {
        if (!ProcessEnd.await(List.of(process), KILLED_WITHIN)) {
            throw new IllegalStateException("process " + process.pid() + " does not end");
        }
    }

    /** Ends every part: applications first, then mail, Kafka and PostgreSQL. When this returns, none is left. */
    @Override
    public void close() {
        closing.set(true);
        stopped.completeExceptionally(new StartRefused("Stopped while starting."));
        // A start that is under way notices, and hands over what it has begun.
        begun.join();
        synchronized (this) {
            if (!lock.isValid()) {
                return;
            }
            Processes.end(
                    applications.values().stream()
                            .map(ApplicationProcess::handle)
                            .toList(),
                    APPLICATIONS_STOP_WITHIN);
            if (mail != null) {
                mail.close();
            }
            if (kafka != null) {
                Processes.signal(kafka.handle(), "CONT");
                kafka.stop();
            }
            if (postgres != null) {
                postgres.close();
            }
            // Also what a start that was cut off had not handed over yet.
            new Leftovers(home).end();
            release();
        }
    }

    private void release() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
