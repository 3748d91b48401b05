package dev.tollgate.onboarding.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class ProductionAccessDbTest {
    private static final String CHECK_VIOLATION = "23514";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String NO_RIGHT = "42501";
    private final Api api = Api.ofNewOrganization();

    @Test
    void theHistoryTakesTheMovesOfTheTableAndNoOther() throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding")) {
            owner.setAutoCommit(false);
            execute(owner, "insert into production_access (org_id) values ('" + api.org() + "')");
            for (var transition : ProductionAccessTransition.values()) {
                for (var from : ProductionAccessState.values()) {
                    for (var to : ProductionAccessState.values()) {
                        boolean legal =
                                transition.to() == to && transition.from().contains(from);
                        assertEquals(
                                legal ? "" : CHECK_VIOLATION,
                                insert(owner, transition.done(), from.wire(), to.wire(), "'x'"));
                    }
                }
            }
            owner.rollback();
        }
    }

    @Test
    void theHistoryTakesNoDenialWithoutAReason() throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding")) {
            owner.setAutoCommit(false);
            execute(owner, "insert into production_access (org_id) values ('" + api.org() + "')");
            for (var transition : ProductionAccessTransition.values()) {
                var from = transition.from().getFirst().wire();
                assertEquals(
                        transition.needsNotes() ? CHECK_VIOLATION : "",
                        insert(owner, transition.done(), from, transition.to().wire(), "null"));
            }
            owner.rollback();
        }
    }

    @Test
    void noTwoMovesStartFromTheSameState() throws SQLException {
        api.approved();

        try (var app = appOf("*")) {
            assertEquals(
                    UNIQUE_VIOLATION,
                    refusal(app, insertion(2, "denied", "declaration_pending", "production_denied", "'x'")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update production_access_history set notes = 'nothing happened'",
                "delete from production_access_history",
                "truncate production_access_history",
                "delete from production_access",
                "update tos_acceptance set accepted_at = now()",
                "delete from tos_acceptance",
                "delete from kyb_submission",
                "update production_terms_acceptance set version = '2'",
                "delete from production_terms_acceptance",
                "alter table production_access disable row level security",
                "drop policy tenant on production_access_history"
            })
    void theServiceCannotRewriteWhatHappened(String sql) throws SQLException {
        try (var app = appOf("*")) {
            assertEquals(NO_RIGHT, refusal(app, sql));
        }
    }

    @Test
    void aTransactionSeesItsOwnOrganizationOnly() throws SQLException {
        api.approved();
        var other = TestIds.next("org");

        for (var table : List.of("production_access", "production_access_history")) {
            var count = "select count(*) from " + table + " where org_id = '" + api.org() + "'";
            var expected = table.endsWith("history") ? 2 : 1;
            assertEquals(expected, count(api.org() + "/test", count));
            assertEquals(expected, count(api.org() + "/live", count));
            assertEquals(expected, count("*", count));
            assertEquals(0, count(other + "/test", count));
            assertEquals(0, count("", count));
        }
        try (var app = appOf(other + "/test")) {
            assertEquals(
                    NO_RIGHT,
                    refusal(app, "insert into production_access (org_id) values ('" + TestIds.next("org") + "')"));
        }
    }

    @Test
    void theGatewaysFunctionTellsOneWordAboutAnyOrganization() throws SQLException {
        api.declare();

        try (var app = appOf("");
                var statement = app.createStatement();
                var told = statement.executeQuery("select production_access_status('" + api.org() + "')")) {
            told.next();
            assertEquals("declaration_pending", told.getString(1));
        }
    }

    private static int count(String scope, String sql) throws SQLException {
        try (var app = appOf(scope);
                var statement = app.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getInt(1);
        }
    }

    private static Connection appOf(String scope) throws SQLException {
        var app = Infra.postgres().asApp("onboarding");
        execute(app, "select set_config('tollgate.tenant', '" + scope + "', false)");
        return app;
    }

    /** The SQLSTATE of the refusal, or an empty text; either way nothing is left of it. */
    private String insert(Connection owner, String transition, String from, String to, String notes)
            throws SQLException {
        var before = owner.setSavepoint();
        try {
            execute(owner, insertion(1, transition, from, to, notes));
            return "";
        } catch (SQLException refused) {
            return refused.getSQLState();
        } finally {
            owner.rollback(before);
        }
    }

    private String insertion(int sequence, String transition, String from, String to, String notes) {
        return "insert into production_access_history (org_id, sequence, transition, from_state, to_state, actor_id, notes, at)"
                + " values ('" + api.org() + "', " + sequence + ", '" + transition + "', '" + from + "', '" + to
                + "', 'usr_1', " + notes + ", now())";
    }

    private static String refusal(Connection connection, String sql) {
        return assertThrows(SQLException.class, () -> execute(connection, sql)).getSQLState();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
