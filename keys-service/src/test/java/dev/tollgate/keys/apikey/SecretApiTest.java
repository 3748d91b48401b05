package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.KeysApi.createKey;
import static dev.tollgate.keys.KeysApi.owner;
import static dev.tollgate.keys.KeysApi.revoke;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is in the 201 and nowhere else; its hash is nowhere but in its column. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class SecretApiTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private final String org = TestIds.next("org");
    private final String token = TestTokens.user(org, "owner", "test");

    @Test
    void neitherRowNorFactNorAnswerHoldsTheSecret() throws Exception {
        var key =
                createKey(token, "once", Map.of("name", "ERP", "mode", "test")).jsonPath();
        var id = key.getString("id");
        var secret = key.getString("secret").split("\\.", -1)[1];
        var random = secret.substring(0, 43);
        String hash;
        try (var database = Infra.postgres().asSuperuser()) {
            hash = text(database, "select encode(hash, 'hex') from keys.api_key where id = ?", id);
            var row = text(database, "select k::text from keys.api_key k where id = ?", id);
            assertTrue(row.contains(id));
            assertFalse(row.contains(random));
        }
        revoke(token, id).then().statusCode(204);
        try (var facts = FactsOnKafka.of("tollgate.keys.api_key.v1")) {
            for (var fact : facts.await(id, 2)) {
                assertTrue(fact.value().contains(key.getString("keyPrefix")));
                assertFalse(fact.value().contains(random));
                assertFalse(fact.value().contains(hash));
            }
        }
        for (var path : new String[] {"/" + id, "?includeRevoked=true"}) {
            var shown = owner(org).get("/v1/api-keys" + path).asString();
            assertTrue(shown.contains(id));
            assertFalse(shown.contains(random));
            assertFalse(shown.contains(hash));
        }
        assertFalse(createKey(token, "once", Map.of("name", "ERP", "mode", "test"))
                .asString()
                .contains(random));
    }

    /** What an SQL injection into this service could not do either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select hash from api_key",
                "select salt from api_key",
                "select * from api_key",
                "delete from api_key",
                "update api_key set hash = sha256('mine'), salt = ''",
                "update api_key set org_id = 'mine'",
                "update api_key set scopes = '{}'",
                "truncate api_key"
            })
    void theServicesRoleCanNeitherReadAHashNorRewriteAKey(String statement) throws Exception {
        try (var database = Infra.postgres().asApp("keys");
                var query = database.createStatement()) {
            query.execute("set tollgate.tenant = '*'");

            var refused = assertThrows(SQLException.class, () -> query.execute(statement));

            assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
        }
    }

    @Test
    void rowsOfOthersAreNotSeenEvenWithoutAWhereClause() throws Exception {
        createKey(token, Map.of("name", "ERP", "mode", "test")).then().statusCode(201);
        try (var database = Infra.postgres().asApp("keys");
                var query = database.createStatement()) {
            for (var tenant : new String[] {"", TestIds.next("org") + "/test"}) {
                query.execute("set tollgate.tenant = '" + tenant + "'");
                assertFalse(query.executeQuery("select id from api_key").next());
            }
            query.execute("set tollgate.tenant = '" + org + "/live'");
            assertTrue(query.executeQuery("select id from api_key").next());
        }
    }

    private static String text(Connection database, String sql, String id) throws SQLException {
        try (var query = database.prepareStatement(sql)) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
