package dev.tollgate.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database of this test JVM, made as everywhere: per service a schema and the roles {@code <service>_owner} and
 * {@code <service>_app}. All owners share one password here, and all apps.
 */
public record TestDatabase(
        String host, int port, String database, String superuserPassword, String ownerPassword, String appPassword) {

    /** A connection that may read and write rows of the service's schema; the caller closes it. */
    public Connection asApp(String service) throws SQLException {
        return connect(service + "_app", appPassword);
    }

    /** A connection that may change the service's schema; the caller closes it. */
    public Connection asOwner(String service) throws SQLException {
        return connect(service + "_owner", ownerPassword);
    }

    /** A connection that may do anything, for assertions about what no service may see; the caller closes it. */
    public Connection asSuperuser() throws SQLException {
        return connect("postgres", superuserPassword);
    }

    /** The address for JDBC. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private Connection connect(String role, String password) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role, password);
    }

    @Override
    public String toString() {
        return "TestDatabase[" + jdbcUrl() + "]";
    }
}
