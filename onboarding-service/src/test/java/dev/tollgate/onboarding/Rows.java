package dev.tollgate.onboarding;

import dev.tollgate.testkit.Infra;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The service's rows, seen from outside of it and past row-level security. */
public final class Rows {
    private Rows() {}

    /** The first column of the first row, as text; null if there is none. */
    public static @Nullable String value(String sql, String... parameters) {
        return value("owner", sql, parameters);
    }

    private static @Nullable String value(String role, String sql, String... parameters) {
        try (var connection = connect(role);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            if (!statement.execute()) {
                return null;
            }
            var rows = statement.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The same as the service itself may, in a session that sees every tenant. */
    public static @Nullable String valueAsApp(String sql, String... parameters) {
        return value("app", sql, parameters);
    }

    /** The same as a number. */
    public static long count(String sql, String... parameters) {
        var value = value(sql, parameters);
        return value == null ? 0 : Long.parseLong(value);
    }

    private static Connection connect(String role) throws SQLException {
        if (role.equals("owner")) {
            return Infra.postgres().asOwner("onboarding");
        }
        var app = Infra.postgres().asApp("onboarding");
        try (var statement = app.createStatement()) {
            statement.execute("select set_config('tollgate.tenant', '*', false)");
        }
        return app;
    }
}
