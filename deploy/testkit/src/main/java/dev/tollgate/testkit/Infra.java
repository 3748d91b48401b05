package dev.tollgate.testkit;

import java.util.Properties;
import java.util.function.Supplier;

/**
 * One PostgreSQL and one Kafka per test JVM, started when first asked for and ended with the JVM. Plain tests use them
 * from here, {@code @QuarkusTest} classes through {@link InfraResource}; both see the same servers, also when they are
 * loaded by different class loaders, because what is known about them is kept in the JVM's system properties.
 *
 * <p>{@code -Dtollgate.infra=embedded} or {@code =docker} overrides the choice that a ping to the engine makes.
 */
public final class Infra {

    private static final String PREFIX = "tollgate.test.";

    /** One per JVM, whatever class loader asks. */
    private static final Object LOCK = Runtime.getRuntime();

    private Infra() {}

    /** The database of this JVM. */
    public static TestDatabase postgres() {
        var known = System.getProperties();
        synchronized (LOCK) {
            if (known.getProperty(PREFIX + "db.host") == null) {
                remember(known, Servers.choose().startPostgres());
            }
            return new TestDatabase(
                    required(known, "db.host"),
                    Integer.parseInt(required(known, "db.port")),
                    required(known, "db.name"),
                    required(known, "db.superuser-password"),
                    required(known, "db.owner-password"),
                    required(known, "db.app-password"));
        }
    }

    /** The {@code bootstrap.servers} of this JVM's Kafka. Topics are made by whoever declares them, never by use. */
    public static String kafkaBootstrap() {
        return once("kafka.bootstrap", () -> Servers.choose().startKafka());
    }

    /** A value made once per JVM, whatever class loader asks. */
    static String once(String name, Supplier<String> made) {
        var known = System.getProperties();
        synchronized (LOCK) {
            var value = known.getProperty(PREFIX + name);
            if (value == null) {
                value = made.get();
                known.setProperty(PREFIX + name, value);
            }
            return value;
        }
    }

    private static void remember(Properties known, TestDatabase database) {
        known.setProperty(PREFIX + "db.port", Integer.toString(database.port()));
        known.setProperty(PREFIX + "db.name", database.database());
        known.setProperty(PREFIX + "db.superuser-password", database.superuserPassword());
        known.setProperty(PREFIX + "db.owner-password", database.ownerPassword());
        known.setProperty(PREFIX + "db.app-password", database.appPassword());
        known.setProperty(PREFIX + "db.host", database.host());
    }

    private static String required(Properties known, String name) {
        var value = known.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException("somebody removed the system property " + PREFIX + name);
        }
        return value;
    }
}
