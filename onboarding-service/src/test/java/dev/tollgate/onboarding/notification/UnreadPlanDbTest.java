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
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With many notifications of staff, what one of them has not read is counted without reading what it says, by PostgreSQL's plan. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class UnreadPlanDbTest {
    private static final int NOTIFICATIONS = 40_000;
    private static final String OURS = "ntf_" + "0".repeat(19);
    private static final String READER = TestIds.next("usr");

    @BeforeAll
    static void manyNotifications() throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding")) {
            execute(owner, """
                    insert into notification (id, org_id, recipient, kind, about, organization_name, decision, notes, created_at)
                    select '%s' || lpad(n::text, 7, '0'), case when n %% 2 = 0 then 'org_plan' end,
                           case when n %% 2 = 0 then 'usr_plan' else 'staff' end, 'production_access.declared', 'org_plan', 'Souza Comércio', n,
                           repeat('Known exporter. ', 10), now()
                    from generate_series(1, %d) n""".formatted(OURS, 2 * NOTIFICATIONS));
            execute(owner, """
                    insert into notification_read (user_id, notification_id, read_at)
                    select '%s', id, now() from notification
                    where about = 'org_plan' and recipient = 'staff' and decision %% 100 <> 1""".formatted(READER));
            vacuum(owner, "notification");
            vacuum(owner, "notification_read");
        }
    }

    @AfterAll
    static void asBefore() throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding")) {
            execute(owner, "delete from notification_read where notification_id like '" + OURS + "%'");
            execute(owner, "delete from notification where about = 'org_plan'");
        }
    }

    @Test
    void whatStaffWereToldIsCountedInAnIndexAlone() throws SQLException {
        try (var app = Infra.postgres().asApp("onboarding");
                var owner = Infra.postgres().asOwner("onboarding")) {
            execute(app, "select set_config('tollgate.tenant', '*', false)");
            execute(owner, "select set_config('tollgate.tenant', '*', false)");
            var unread = all(owner, "select prosrc from pg_proc where proname = 'staff_unread'")
                    .replace("reader", "'" + READER + "'");

            var plan = all(owner, "explain (analyze, buffers) " + unread);

            assertTrue(plan.contains("Index Only Scan using notification_newest"), plan);
            assertFalse(plan.contains("Seq Scan on notification n"), plan);
            var others =
                    all(owner, "select count(*) from notification where recipient = 'staff' and about <> 'org_plan'");
            assertEquals(
                    NOTIFICATIONS / 50, number(all(app, "select staff_unread('" + READER + "')")) - number(others));
            execute(app, "select set_config('tollgate.tenant', 'org_plan/test', false)");
            assertEquals(0, number(all(app, "select staff_unread('" + READER + "')")));
        }
    }

    /** Until all of its rows are visible to everybody: a transaction that is still open somewhere keeps index-only scans from being worth it. */
    private static void vacuum(Connection owner, String table) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            execute(owner, "vacuum analyze " + table);
            return number(all(
                            owner,
                            "select relpages - relallvisible from pg_class where oid = '" + table + "'::regclass"))
                    == 0;
        });
    }

    private static int number(String text) {
        return Integer.parseInt(text.strip());
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
