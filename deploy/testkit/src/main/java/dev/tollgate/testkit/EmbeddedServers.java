package dev.tollgate.testkit;

import dev.tollgate.local.infra.DatabaseBootstrap;
import dev.tollgate.local.infra.DatabasePasswords;
import dev.tollgate.local.infra.FreePort;
import dev.tollgate.local.infra.KafkaProcess;
import dev.tollgate.local.infra.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/** Real server binaries from Maven artifacts, in temporary folders, without a promise about crashes. */
record EmbeddedServers() implements Servers {

    private static final Duration KAFKA_WITHIN = Duration.ofSeconds(90);

    @Override
    public TestDatabase startPostgres() {
        var passwords = DatabasePasswords.sharedByServices();
        var folder = temporaryFolder("postgres");
        var server = PostgresServer.start(
                folder.resolve("data"),
                folder.resolve("postgres.log"),
                FreePort.any(),
                PostgresServer.Durability.THROWAWAY,
                passwords);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            delete(folder);
                        },
                        "postgres-stop"));
        var roles = passwords.of(DatabaseBootstrap.SERVICES.getFirst());
        return new TestDatabase(
                PostgresServer.HOST,
                server.port(),
                DatabaseBootstrap.DATABASE,
                passwords.superuser(),
                roles.owner(),
                roles.app());
    }

    @Override
    public String startKafka() {
        var folder = temporaryFolder("kafka");
        var kafka = KafkaProcess.start(new KafkaProcess.Settings(
                folder.resolve("data"), folder.resolve("kafka.log"), FreePort.any(), FreePort.any()));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            kafka.stop();
                            delete(folder);
                        },
                        "kafka-stop"));
        return kafka.awaitReady(KAFKA_WITHIN).bootstrapServers();
    }

    private static Path temporaryFolder(String name) {
        try {
            return Files.createTempDirectory("tollgate-test-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
