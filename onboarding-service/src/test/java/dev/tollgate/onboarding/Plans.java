package dev.tollgate.onboarding;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.Infra;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** What PostgreSQL does to answer a statement of ours. */
public final class Plans {
    private static final Logger LOG = Logger.getLogger(Plans.class);
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    private static final int FEW = 100;

    private Plans() {}

    /** Of the service's own role, with row-level security, in a session that sees every tenant. */
    public static String ofApp(String sql) throws SQLException {
        return plan(Infra.postgres().asApp("onboarding"), sql);
    }

    /** Of the owner, past row-level security, as in a function of the owner's. */
    public static String ofOwner(String sql) throws SQLException {
        return plan(Infra.postgres().asOwner("onboarding"), sql);
    }

    /** The statement reads few buffers, however large its tables are: also of a function, whose inner plan is not shown. */
    public static void assertFewBuffers(String sql) throws SQLException {
        var plan = ofApp(sql);
        var buffers = BUFFERS.matcher(plan);

        assertTrue(buffers.find(), plan);
        int read = buffers.group(2) == null ? 0 : Integer.parseInt(buffers.group(2));
        assertTrue(Integer.parseInt(buffers.group(1)) + read < FEW, plan);
    }

    /** As the owner. */
    public static void execute(String... statements) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding")) {
            for (var sql : statements) {
                execute(owner, sql);
            }
        }
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        try (var session = connection) {
            execute(session, "select set_config('tollgate.tenant', '*', false)");
            execute(session, sql); // what a session reads of the catalog once is not counted
            try (var statement = session.createStatement();
                    var rows = statement.executeQuery("explain (analyze, buffers) " + sql)) {
                var plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                LOG.info("plan:\n" + plan);
                return plan.toString();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
