package dev.tollgate.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the database {@code tollgate} on an empty server: per service a schema, a role that owns it and migrates, and a
 * role that only reads and writes rows (decision 2). The statements are {@code bootstrap.sql}.
 */
public final class DatabaseBootstrap {

    /** The database of all services. */
    public static final String DATABASE = "tollgate";

    /** Schema names, one per service; {@code <name>_owner} and {@code <name>_app} are its roles. */
    public static final List<String> SERVICES = List.of("auth", "keys", "onboarding", "payments", "limits", "webhooks");

    private static final String CUT = "-- per service --";
    private static final Pattern VARIABLE = Pattern.compile(":([\"'])([a-z_]+)\\1");

    private DatabaseBootstrap() {}

    /**
     * Makes the database and everything in it.
     *
     * @param superuser role that may create databases and roles; its present password is in {@code superuserPassword}
     * @throws SQLException when the server refuses, among others because the database exists
     */
    public static void run(
            String host, int port, String superuser, String superuserPassword, DatabasePasswords passwords)
            throws SQLException {
        try (var server = connect(host, port, "postgres", superuser, superuserPassword)) {
            execute(server, "create database " + DATABASE);
        }
        var script = script();
        var cut = script.indexOf(CUT);
        try (var database = connect(host, port, DATABASE, superuser, superuserPassword)) {
            execute(database, fill(script.substring(0, cut), Map.of("database", DATABASE)));
            for (var service : SERVICES) {
                execute(database, fill(script.substring(cut), variables(service, passwords.of(service))));
            }
        }
    }

    /** A JDBC connection; the caller closes it. */
    static Connection connect(String host, int port, String database, String user, String password)
            throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, user, password);
    }

    private static Map<String, String> variables(String service, DatabasePasswords.Roles passwords) {
        return Map.of(
                "database",
                DATABASE,
                "schema",
                service,
                "owner",
                service + "_owner",
                "owner_password",
                passwords.owner(),
                "app",
                service + "_app",
                "app_password",
                passwords.app());
    }

    static String fill(String script, Map<String, String> variables) {
        return VARIABLE.matcher(script.replaceAll("(?m)^--.*$", "")).replaceAll(variable -> {
            var quote = variable.group(1);
            var value = variables.get(variable.group(2));
            if (value == null) {
                throw new IllegalArgumentException("bootstrap.sql uses an unknown variable " + variable.group());
            }
            return Matcher.quoteReplacement(quote + value.replace(quote, quote + quote) + quote);
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script() {
        try (var resource = DatabaseBootstrap.class.getResourceAsStream("bootstrap.sql")) {
            if (resource == null) {
                throw new IllegalStateException("bootstrap.sql is missing from this build");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
