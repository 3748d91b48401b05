package dev.tollgate.local.stack;

import dev.tollgate.local.infra.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * The start of a run. Nothing is started before it is clear that all of it can be: leftovers are ended, ports free,
 * applications built. Then Kafka, mail and PostgreSQL start side by side, and the applications, which migrate their
 * schemas, as soon as PostgreSQL serves.
 *
 * @param stopped completes exceptionally when the start is to be given up
 */
record StackStart(Home home, Ports ports, Parts parts, Progress progress, CompletableFuture<Void> stopped) {

    /** Returns when every part is ready. */
    void run(Path root, Map<String, String> environment, Map<String, String> settings) throws InterruptedException {
        for (var left : new Leftovers(home).end()) {
            progress.say("Ended what an earlier run left: " + left.name() + " (" + left.pid() + ")");
        }
        ports.requireFree();
        var commands = commands(root, environment);
        parts.renew();
        var secrets = RunSecrets.make(home.run());
        progress.say("Starting Tollgate (logs: " + home.folder().resolve("logs") + ")");

        var starting = new ArrayList<CompletableFuture<Void>>();
        starting.add(inBackground(() -> {
            parts.startKafka();
            progress.ready(Stack.KAFKA, parts.address(Port.KAFKA));
        }));
        starting.add(inBackground(() -> {
            parts.startMail();
            progress.ready("mail", "http://" + parts.address(Port.MAIL) + " (SMTP " + ports.of(Port.SMTP) + ")");
        }));
        parts.startPostgres(secrets);
        progress.ready(Stack.POSTGRES, parts.address(Port.POSTGRES));

        var environments = new ServiceEnvironment(ports, secrets, home.run(), settings);
        commands.forEach((application, command) -> starting.add(inBackground(() -> {
            parts.startApplication(application, command, environments.of(application));
            progress.ready(application.module(), parts.url(application).toString());
        })));
        join(starting);
        parts.allReady();
        progress.say("Ready after " + progress.seconds());
    }

    private static Map<Application, List<String>> commands(Path root, Map<String, String> environment) {
        var commands = new EnumMap<Application, List<String>>(Application.class);
        for (var application : Application.values()) {
            commands.put(application, application.command(root, environment));
        }
        return commands;
    }

    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofVirtual().start(task));
    }

    /** Returns when all are done; throws as soon as one fails or the start is to be given up. */
    private void join(List<CompletableFuture<Void>> starting) throws InterruptedException {
        var all = CompletableFuture.allOf(starting.toArray(CompletableFuture<?>[]::new));
        try {
            CompletableFuture.anyOf(all, firstFailure(starting), stopped).get();
        } catch (ExecutionException e) {
            var cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof StartRefused refused ? refused : new StartRefused(String.valueOf(cause));
        }
    }

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
}
