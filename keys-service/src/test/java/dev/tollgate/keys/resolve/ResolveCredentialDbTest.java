package dev.tollgate.keys.resolve;

import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.createdAgent;
import static dev.tollgate.keys.KeysApi.owner;
import static dev.tollgate.keys.KeysApi.revoke;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is read of a credential that there is not is as much as of one whose time is over, so that it takes as long. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ResolveCredentialDbTest {
    private final String org = TestIds.next("org");

    @SuppressWarnings("NullAway.Init") // set by Quarkus
    @Inject
    Pool pool;

    @Test
    void anUnknownKeyIsReadLikeARevokedOne() {
        var key = created(org);
        revoke(TestTokens.user(org, "owner", "test"), key.getString("id"))
                .then()
                .statusCode(204);
        var revoked = ApiKeyText.parse(key.getString("secret")).orElseThrow();

        assertEquals(
                sizes(ResolveCredential.FIND_KEY, revoked.id()),
                sizes(ResolveCredential.FIND_KEY, ApiKeyText.mint(Mode.TEST).id()));
    }

    @Test
    void anUnknownAgentIsReadLikeAFrozenOne() {
        var agent = createdAgent(org, "test");
        owner(org)
                .post("/v1/agents/" + agent.getString("id") + "/freeze")
                .then()
                .statusCode(200);
        var frozen = AgentTokenText.parse(agent.getString("token")).orElseThrow();

        assertEquals(
                sizes(ResolveCredential.FIND_AGENT, frozen.id()),
                sizes(
                        ResolveCredential.FIND_AGENT,
                        AgentTokenText.mint(Mode.TEST).id()));
    }

    /** How much each column holds; -1 for nothing. */
    private Map<String, Integer> sizes(String find, String id) {
        var row = pool.preparedQuery(find)
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .iterator()
                .next();
        Map<String, Integer> sizes = new TreeMap<>();
        for (int column = 0; column < row.size(); column++) {
            sizes.put(row.getColumnName(column), size(row, column));
        }
        return sizes;
    }

    private static int size(Row row, int column) {
        return switch (row.getValue(column)) {
            case null -> -1;
            case String text -> text.length();
            case Buffer bytes -> bytes.length();
            case Object[] many -> many.length;
            default -> 0;
        };
    }
}
