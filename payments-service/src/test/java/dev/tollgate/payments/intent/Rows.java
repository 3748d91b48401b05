package dev.tollgate.payments.intent;

import dev.tollgate.testkit.Infra;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is in the tables, whoever's it is. */
public final class Rows {
    private Rows() {}

    /** The one value that a query answers. */
    public static @Nullable String text(String sql, Object... parameters) throws SQLException {
        try (var owner = Infra.postgres().asOwner("payments");
                var query = owner.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** How many rows a statement changed. */
    public static int change(String sql, Object... parameters) throws SQLException {
        try (var owner = Infra.postgres().asOwner("payments");
                var statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
