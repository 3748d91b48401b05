package dev.tollgate.onboarding;

import dev.tollgate.testkit.Infra;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The service's rows, seen from outside of it and past row-level security. */
public final class Rows {
    private Rows() {}

    /** The first column of the first row, as text; null if there is none. */
    public static @Nullable String value(String sql, String... parameters) {
        try (var connection = Infra.postgres().asOwner("onboarding");
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

    /** The same as a number. */
    public static long count(String sql, String... parameters) {
        var value = value(sql, parameters);
        return value == null ? 0 : Long.parseLong(value);
    }
}
