package dev.tollgate.onboarding.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With many notifications of staff, what one of them has not read is counted in indexes alone, by PostgreSQL's plan for the service's own role. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class UnreadPlanDbTest {
    private static final int NOTIFICATIONS = 20_000;
    private static final String OURS = "ntf_" + "0".repeat(19);
    private static final String READER = TestIds.next("usr");

    @BeforeAll
    static void manyNotifications() throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding")) {
            execute(owner, """
                    insert into notification (id, recipient, kind, about, organization_name, decision, created_at)
                    select '%s' || lpad(n::text, 7, '0'), 'staff', 'production_access.declared', 'org_plan', 'x', n, now()
                    from generate_series(1, %d) n""".formatted(OURS, NOTIFICATIONS));
            execute(owner, """
                    insert into notification_read (user_id, notification_id, read_at)
                    select '%s', id, now() from notification where about = 'org_plan' and decision %% 100 > 0""".formatted(READER));
            owner.setAutoCommit(true);
            execute(owner, "vacuum analyze notification");
            execute(owner, "vacuum analyze notification_read");
        }
    }

    @AfterAll
    static void asBefore() throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding")) {
            execute(owner, "delete from notification_read where user_id = '" + READER + "'");
            execute(owner, "delete from notification where about = 'org_plan'");
        }
    }

    @Test
    void whatStaffHaveNotReadIsCountedInIndexesAlone() throws SQLException {
        var count = ReadNotifications.UNREAD
                .replace("$1", "'staff'")
                .replace("$2", "null")
                .replace("$3", "'" + READER + "'");
        try (var app = Infra.postgres().asApp("onboarding")) {
            execute(app, "select set_config('tollgate.tenant', '*', false)");

            var plan = all(app, "explain (analyze, buffers) " + count);

            assertTrue(plan.contains("Index Only Scan using notification_of_recipient"), plan);
            assertTrue(plan.contains("Index Only Scan using notification_read_marks"), plan);
            assertFalse(plan.contains("Seq Scan") || plan.contains("Index Scan"), plan);
            var ours = count + " and n.about = 'org_plan'";
            assertEquals(NOTIFICATIONS / 100 + "\n", all(app, ours));
        }
    }

    private static String all(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
            return text.toString();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
