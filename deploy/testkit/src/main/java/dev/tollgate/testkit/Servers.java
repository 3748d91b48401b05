package dev.tollgate.testkit;

/** Where the servers of a test JVM come from. Both kinds run the same bootstrap and end with the JVM. */
sealed interface Servers permits EmbeddedServers, ContainerServers {

    TestDatabase startPostgres();

    /** Answers the {@code bootstrap.servers}. */
    String startKafka();

    static Servers choose() {
        var wanted = System.getProperty("tollgate.infra", "auto");
        return switch (wanted) {
            case "embedded" -> new EmbeddedServers();
            case "docker" -> new ContainerServers();
            case "auto" -> EngineProbe.engineAnswers() ? new ContainerServers() : new EmbeddedServers();
            default ->
                throw new IllegalArgumentException("-Dtollgate.infra is embedded, docker or auto, not " + wanted);
        };
    }
}
