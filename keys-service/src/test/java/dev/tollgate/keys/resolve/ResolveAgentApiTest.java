package dev.tollgate.keys.resolve;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.createdAgent;
import static dev.tollgate.keys.KeysApi.resolve;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /internal/v1/agents/resolve}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ResolveAgentApiTest {
    private final String org = TestIds.next("org");

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void tokenResolvesToItsAgentWithTheScopesOfAgents(String mode) {
        var agent = createdAgent(org, mode);
        var text = AgentTokenText.parse(agent.getString("token")).orElseThrow();

        resolve(agent.getString("token"))
                .then()
                .statusCode(200)
                .body(
                        "keySet()",
                        containsInAnyOrder(
                                "outcome", "agentId", "orgId", "mode", "scopes", "kyaTier", "asOf", "subjects"))
                .body("outcome", equalTo("resolved"))
                .body("agentId", equalTo(agent.getString("id")))
                .body("orgId", equalTo(org))
                .body("mode", equalTo(mode))
                .body("kyaTier", equalTo(0))
                .body("scopes", contains("payment_intents:read", "payment_intents:write", "invoices:read"))
                .body("subjects", contains("agent:" + text.id()));
    }

    @Test
    void unknownWrongOfTheOtherModeAndOfAnotherKindAreOneAnswer() {
        var agent = createdAgent(org, "test").getString("token");
        var text = AgentTokenText.parse(agent).orElseThrow();
        var other = AgentTokenText.mint(Mode.TEST);
        var key = ApiKeyText.parse(created(org).getString("secret")).orElseThrow();

        refused(resolve(other.text().reveal()));
        refused(resolve("agents", text.id(), other.secret().reveal(), "test"));
        refused(resolve("agents", other.id(), text.secret().reveal(), "test"));
        refused(resolve("agents", text.id(), text.secret().reveal(), "live"));
        refused(resolve("agents", text.id(), "", "test"));
        refused(resolve("agents", key.id(), key.secret().reveal(), "test"));
        refused(resolve("api-keys", text.id(), text.secret().reveal(), "test"));
        resolve(agent).then().body("outcome", equalTo("resolved"));
    }

    @Test
    void onlyAServiceMayAskAndOnlyInFull() {
        var body = Map.of("id", "x", "secret", "y", "mode", "test");
        for (var token : new String[] {
            TestTokens.user(org, "owner", "test"),
            TestTokens.agent(org, "test"),
            TestTokens.staff(),
            TestTokens.anonymous()
        }) {
            as(token)
                    .body(body)
                    .post("/internal/v1/agents/resolve")
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("InsufficientRole"));
        }
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/internal/v1/agents/resolve")
                .then()
                .statusCode(401);
        as(TestTokens.service())
                .body(Map.of("id", "x", "mode", "test"))
                .post("/internal/v1/agents/resolve")
                .then()
                .statusCode(400)
                .body("message", contains("secret: is required"));
        given().auth()
                .oauth2(TestTokens.service())
                .contentType("text/plain")
                .body("x")
                .post("/internal/v1/agents/resolve")
                .then()
                .statusCode(415);
    }

    private static void refused(Response response) {
        response.then()
                .statusCode(200)
                .body("keySet()", containsInAnyOrder("outcome", "asOf", "subjects"))
                .body("outcome", equalTo("refused"));
    }
}
