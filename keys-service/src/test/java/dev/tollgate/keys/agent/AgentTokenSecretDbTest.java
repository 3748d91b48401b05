package dev.tollgate.keys.agent;

import static dev.tollgate.keys.KeysApi.createdAgent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an SQL injection into this service could not do. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class AgentTokenSecretDbTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private final String org = TestIds.next("org");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select hash from agent_token",
                "select * from agent_token",
                "update agent_token set hash = sha256('mine'), salt = ''",
                "delete from agent_token",
                "delete from agent",
                "update agent set org_id = 'mine'",
                "update agent set kya_tier = 3",
                "update scope_grant set agent_id = 'mine'",
                "update scope_grant set expires_at = null",
                "delete from scope_grant",
                "delete from request_limit"
            })
    void theServicesRoleCanNeitherReadAHashNorRewriteWhatWasGiven(String statement) throws Exception {
        try (var database = Infra.postgres().asApp("keys");
                var query = database.createStatement()) {
            query.execute("set tollgate.tenant = '*'");

            var refused = assertThrows(SQLException.class, () -> query.execute(statement));

            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @Test
    void neitherRowHoldsTheSecret() throws Exception {
        var agent = createdAgent(org, "test");
        var random = agent.getString("token").split("\\.", -1)[1].substring(0, 43);
        try (var database = Infra.postgres().asSuperuser();
                var query = database.prepareStatement("""
                        select a::text || t::text from keys.agent a join keys.agent_token t on t.agent_id = a.id
                        where a.id = ?""")) {
            query.setString(1, agent.getString("id"));
            try (var rows = query.executeQuery()) {
                assertTrue(rows.next());
                assertTrue(rows.getString(1).contains(agent.getString("id")));
                assertFalse(rows.getString(1).contains(random));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "scope_grant", "request_window"})
    void rowsOfOthersAndOfTheOtherModeAreNotSeenEvenWithoutAWhereClause(String table) throws Exception {
        createdAgent(org, "test");
        try (var database = Infra.postgres().asApp("keys");
                var query = database.createStatement()) {
            for (var tenant : new String[] {"", TestIds.next("org") + "/test", org + "/live"}) {
                query.execute("set tollgate.tenant = '" + tenant + "'");
                assertFalse(query.executeQuery("select 1 from " + table).next());
            }
            query.execute("set tollgate.tenant = '" + org + "/test'");
            assertTrue(query.executeQuery("select 1 from agent").next());
        }
    }
}
