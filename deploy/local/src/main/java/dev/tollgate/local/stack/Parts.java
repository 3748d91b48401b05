package dev.tollgate.local.stack;

import dev.tollgate.local.infra.FreePort;
import dev.tollgate.local.infra.KafkaProcess;
import dev.tollgate.local.infra.PostgresServer;
import dev.tollgate.local.mail.MailServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parts of one run: starts each, writes it to the state, notices when one ends that nobody stopped, ends them all. */
final class Parts {

    private static final Duration KAFKA_WITHIN = Duration.ofMinutes(2);
    private static final Duration APPLICATIONS_STOP_WITHIN = Duration.ofSeconds(15);

    /** Time for a Ctrl-C, which reaches the parts as soon as the launcher, to be recognised as no failure. */
    private static final Duration BEFORE_BLAME = Duration.ofMillis(500);

    private final Home home;
    private final Ports ports;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, ApplicationProcess> applications = new LinkedHashMap<>();
    private final Set<String> meantToBeDown = new HashSet<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private RunState state;
    private @Nullable PostgresServer postgres;
    private @Nullable KafkaProcess kafka;
    private @Nullable MailServer mail;

    Parts(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
        this.state = RunState.ofThisLauncher(address(Port.MAIL));
    }

    /** Makes room for a new run, of which nothing runs yet. */
    synchronized void renew() {
        home.renew();
        state.write(home);
    }

    void startMail() {
        var server = MailServer.start(ports.of(Port.SMTP), ports.of(Port.MAIL));
        synchronized (this) {
            if (ending.get()) {
                server.close();
            }
            requireOpen();
            mail = server;
        }
    }

    void startPostgres(RunSecrets secrets) {
        var server = PostgresServer.start(
                home.run().resolve(Stack.POSTGRES),
                home.log(Stack.POSTGRES),
                ports.of(Port.POSTGRES),
                PostgresServer.Durability.SYNCED,
                secrets.passwords());
        synchronized (this) {
            // Taken over even when everything is being ended: then the end of it is near.
            postgres = server;
            started(Stack.POSTGRES, handle(Stack.POSTGRES), address(Port.POSTGRES));
        }
        requireOpen();
    }

    /** PostgreSQL runs again, as another process. */
    synchronized void postgresIsBack() {
        started(Stack.POSTGRES, handle(Stack.POSTGRES), address(Port.POSTGRES));
    }

    /** Starts Kafka, on its data if it ran before; returns when it serves. */
    void startKafka() {
        KafkaProcess process;
        synchronized (this) {
            requireOpen();
            process = KafkaProcess.start(new KafkaProcess.Settings(
                    home.run().resolve(Stack.KAFKA),
                    home.log(Stack.KAFKA),
                    ports.of(Port.KAFKA),
                    ports.of(Port.KAFKA_CONTROLLER)));
            kafka = process;
            started(Stack.KAFKA, process.handle(), address(Port.KAFKA));
        }
        process.awaitReady(KAFKA_WITHIN);
    }

    /** Stops Kafka in order. */
    void stopKafka() {
        goingDown(Stack.KAFKA);
        kafka().stop();
    }

    /** Starts an application for the first time; returns when it is ready. */
    void startApplication(Application application, List<String> command, Map<String, String> environment) {
        ApplicationProcess process;
        synchronized (this) {
            requireOpen();
            process = ApplicationProcess.start(
                    application.module(),
                    command,
                    environment,
                    url(application).resolve(application.readyPath()),
                    home.log(application.module()));
            applications.put(application.module(), process);
            started(application.module(), process.handle(), url(application).toString());
        }
        awaitReady(process);
    }

    /** Starts one more of an application on a port of its own; returns its name and address when it is ready. */
    Stack.Replica startReplica(Application application, Map<String, String> changes) {
        ApplicationProcess process;
        Stack.Replica replica;
        synchronized (this) {
            requireOpen();
            var port = FreePort.any();
            replica = new Stack.Replica(nextName(application), URI.create("http://127.0.0.1:" + port));
            var own = new TreeMap<>(changes);
            own.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            process = applicationProcess(application.module())
                    .replica(
                            replica.part(),
                            own,
                            replica.address().resolve(application.readyPath()),
                            home.log(replica.part()));
            applications.put(replica.part(), process);
            started(replica.part(), process.handle(), replica.address().toString());
        }
        awaitReady(process);
        return replica;
    }

    private String nextName(Application application) {
        return IntStream.iterate(2, number -> number + 1)
                .mapToObj(number -> application.module() + "-" + number)
                .filter(name -> !applications.containsKey(name))
                .findFirst()
                .orElseThrow();
    }

    /** Starts an application that ended once more; returns when it is ready. */
    void startAgain(String part) {
        ApplicationProcess process;
        synchronized (this) {
            requireOpen();
            process = applicationProcess(nameOf(part));
            process.startAgain();
            started(nameOf(part), process.handle(), process.address());
        }
        awaitReady(process);
    }

    private void awaitReady(ApplicationProcess process) {
        try {
            process.awaitReady(http);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    synchronized void allReady() {
        state = state.asReady();
        state.write(home);
    }

    private void requireOpen() {
        if (ending.get()) {
            throw new StartRefused("Stopped while starting.");
        }
    }

    private void started(String name, ProcessHandle process, String address) {
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
        if (current && !ending.get() && !meantToBeDown.contains(name)) {
            failure.complete(
                    "The " + name + " (" + process.pid() + ") ended unexpectedly; its log is " + home.log(name));
        }
    }

    /** Completes when a part ends that nobody stopped, with what to tell people. */
    CompletableFuture<String> failure() {
        return failure;
    }

    /** The process of a part whose end from now on is no failure. */
    synchronized ProcessHandle goingDown(String part) {
        var process = handle(part);
        meantToBeDown.add(part.equals(Stack.KAFKA) || part.equals(Stack.POSTGRES) ? part : nameOf(part));
        return process;
    }

    synchronized ProcessHandle handle(String part) {
        return switch (part) {
            case Stack.KAFKA -> kafka().handle();
            case Stack.POSTGRES ->
                ProcessHandle.of(postgres().pid()).orElseThrow(() -> new IllegalStateException("PostgreSQL ended"));
            default -> applicationProcess(nameOf(part)).handle();
        };
    }

    synchronized PostgresServer postgres() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return postgres;
    }

    private synchronized KafkaProcess kafka() {
        if (kafka == null) {
            throw new IllegalStateException("Kafka was not started");
        }
        return kafka;
    }

    private ApplicationProcess applicationProcess(String name) {
        var process = applications.get(name);
        if (process == null) {
            throw new IllegalStateException("the " + name + " was not started");
        }
        return process;
    }

    /** The name of a part that people may call {@code payments}. */
    private String nameOf(String part) {
        return applications.containsKey(part) ? part : Application.named(part).module();
    }

    URI url(Application application) {
        return URI.create("http://" + address(application.port()));
    }

    String address(Port port) {
        return "127.0.0.1:" + ports.of(port);
    }

    synchronized Map<String, Long> memory() {
        var memory = new LinkedHashMap<String, Long>();
        state.processes()
                .forEach(part ->
                        part.find().ifPresent(process -> memory.put(part.name(), Processes.memoryBytes(process))));
        return memory;
    }

    synchronized String table() {
        return StatusTable.of(home, state);
    }

    /** From now on nothing starts any more, and no end is a failure. */
    void beginToEnd() {
        ending.set(true);
    }

    /** Ends every part: applications first, then mail, Kafka and PostgreSQL. */
    synchronized void end() {
        var processes =
                applications.values().stream().map(ApplicationProcess::handle).toList();
        Processes.end(processes, APPLICATIONS_STOP_WITHIN);
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
    }
}
