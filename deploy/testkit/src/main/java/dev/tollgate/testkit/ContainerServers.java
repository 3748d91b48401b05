package dev.tollgate.testkit;

import dev.tollgate.local.infra.DatabaseBootstrap;
import dev.tollgate.local.infra.DatabasePasswords;
import java.sql.SQLException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same servers in containers, in the versions the embedded ones have; Testcontainers removes them. */
record ContainerServers() implements Servers {

    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String KAFKA_IMAGE = "apache/kafka:4.1.2";

    @Override
    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers' reaper removes it then
    public TestDatabase startPostgres() {
        var passwords = DatabasePasswords.sharedByServices();
        var container = new PostgreSQLContainer(POSTGRES_IMAGE)
                .withUsername("postgres")
                .withPassword(passwords.superuser())
                .withDatabaseName("postgres");
        container.setCommand(
                "postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=300");
        container.start();
        var host = container.getHost();
        var port = container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        try {
            DatabaseBootstrap.run(host, port, "postgres", passwords.superuser(), passwords);
        } catch (SQLException e) {
            throw new IllegalStateException("the new PostgreSQL container refused its first statements", e);
        }
        var roles = passwords.of(DatabaseBootstrap.SERVICES.getFirst());
        return new TestDatabase(
                host, port, DatabaseBootstrap.DATABASE, passwords.superuser(), roles.owner(), roles.app());
    }

    @Override
    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers' reaper removes it then
    public String startKafka() {
        var container = new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return container.getBootstrapServers();
    }
}
