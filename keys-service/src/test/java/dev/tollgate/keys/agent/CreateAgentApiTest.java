package dev.tollgate.keys.agent;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.holder;
import static dev.tollgate.keys.KeysApi.resolve;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/agents}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class CreateAgentApiTest {
    private static final Map<String, ?> BODY = Map.of("name", "Purchasing");
    private final String org = TestIds.next("org");

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void ownerGetsTheAgentInTheModeOfTheSession(String mode) {
        var agent = create(TestTokens.user(org, "owner", mode), Map.of("name", "Purchasing", "kyaTier", 2))
                .then()
                .statusCode(201)
                .body(
                        "keySet()",
                        containsInAnyOrder(
                                "id",
                                "orgId",
                                "name",
                                "kyaTier",
                                "tokenPrefix",
                                "testMode",
                                "tokenRotatedAt",
                                "frozenAt",
                                "createdAt",
                                "token"))
                .body("id", matchesPattern("agt_[0-7][0-9a-z]{25}"))
                .body("orgId", equalTo(org))
                .body("name", equalTo("Purchasing"))
                .body("kyaTier", equalTo(2))
                .body("testMode", equalTo(mode.equals("test")))
                .body("tokenRotatedAt", nullValue())
                .body("frozenAt", nullValue())
                .extract()
                .jsonPath();

        var text = AgentTokenText.parse(agent.getString("token")).orElseThrow();
        assertEquals(mode, text.mode().wire());
        assertEquals(agent.getString("tokenPrefix"), text.prefix());
    }

    @Test
    void adminMayAndTheTierIsZeroByDefault() {
        create(TestTokens.user(org, "admin", "test"), BODY)
                .then()
                .statusCode(201)
                .body("kyaTier", equalTo(0));
    }

    @Test
    void factTellsWhoMadeItAndNoSecret() {
        var owner = TestIds.next("usr");
        var agent = create(TestTokens.user(owner, org, "owner", "test"), BODY).jsonPath();

        try (var facts = FactsOnKafka.of("tollgate.keys.agent.v1")) {
            var fact = facts.await(agent.getString("id"), "dev.tollgate.keys.agent.created.v1");
            assertEquals("user", fact.data().path("actor").path("type").asText());
            assertEquals(owner, fact.data().path("actor").path("id").asText());
            var secret = AgentTokenText.parse(agent.getString("token"))
                    .orElseThrow()
                    .secret()
                    .reveal();
            assertEquals(-1, fact.value().indexOf(secret));
        }
    }

    @Test
    void sameIdempotencyKeyIsTheSameAgentWithoutItsToken() {
        var token = TestTokens.user(org, "owner", "test");
        var id = create(token, "once", BODY).then().statusCode(201).extract().path("id");

        create(token, "once", Map.of("name", "Another"))
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id))
                .body("name", equalTo("Purchasing"))
                .body("$", not(hasKey("token")));
        for (var notValid : List.<Map<String, ?>>of(Map.of(), Map.of("name", "", "kyaTier", 4))) {
            create(token, "once", notValid).then().statusCode(200).body("id", equalTo(id));
        }
        as(token).header("Idempotency-Key", "once").post("/v1/agents").then().statusCode(200);
        create(TestTokens.user(org, "owner", "live"), "once", BODY)
                .then()
                .statusCode(201)
                .body("id", not(equalTo(id)));
        create(TestTokens.user(TestIds.next("org"), "owner", "test"), "once", BODY)
                .then()
                .statusCode(201)
                .body("id", not(equalTo(id)));
        create(token, "a b", BODY).then().statusCode(400);
    }

    @Test
    void ofRacingRequestsOneCreatesAndAllGetThatAgent() throws Exception {
        var token = TestTokens.user(org, "owner", "test");

        var answers = Concurrently.times(8, () -> create(token, "race", BODY));

        assertEquals(
                1, answers.stream().map(answer -> answer.path("id")).distinct().count());
        assertEquals(
                1,
                Collections.frequency(answers.stream().map(Response::statusCode).toList(), 201));
        as(token).get("/v1/agents").then().body("data.size()", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void otherRolesMayNot(String role) {
        create(TestTokens.user(org, role, "test"), BODY)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
    }

    /** Whatever they hold, and before anybody looks at the body. */
    @Test
    void programsMayNot() {
        for (var program : new String[] {
            holder(org, "test"),
            TestTokens.apiKey(org, "test", "api_keys:write"),
            TestTokens.agent(org, "test"),
            TestTokens.agent(org, "live", "payment_intents:write")
        }) {
            create(program, BODY).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
            create(program, Map.of()).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        create(TestTokens.staff(), BODY).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        create(TestTokens.service(), BODY).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        create(TestTokens.anonymous(), BODY).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        given().contentType(ContentType.JSON)
                .body(BODY)
                .post("/v1/agents")
                .then()
                .statusCode(401);
    }

    @Test
    void liveRequestThatWasPutIntoTestMakesNoTestAgent() {
        create(TestTokens.userWithLiveBlocked(org, "owner"), BODY)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
        as(TestTokens.user(org, "owner", "test")).get("/v1/agents").then().body("data.size()", equalTo(0));
    }

    @Test
    void violationsNameTheirPath() {
        invalid(Map.of(), "name: is required");
        invalid(Map.of("name", "x".repeat(101)), "name: must have at most 100 characters");
        invalid(Map.of("name", "a\u0007b"), "name: must not have control characters");
        invalid(Map.of("name", "x", "kyaTier", 4), "kyaTier: must be a number from 0 to 3");
        invalid(Map.of("name", "x", "kyaTier", -1), "kyaTier: must be a number from 0 to 3");
        invalid(Map.of("name", "x", "kyaTier", "1"), "kyaTier: has the wrong type");
        var owner = TestTokens.user(org, "owner", "test");
        as(owner).post("/v1/agents").then().statusCode(400).body("message", contains("body: is required"));
        as(owner).body("{").post("/v1/agents").then().statusCode(400).body("error", equalTo("MalformedJson"));
        given().auth()
                .oauth2(owner)
                .contentType("text/plain")
                .body("x")
                .post("/v1/agents")
                .then()
                .statusCode(415);
    }

    @Test
    void tokenIsNeverSeenAgain() {
        var agent = create(TestTokens.user(org, "owner", "test"), BODY).jsonPath();
        var owner = as(TestTokens.user(org, "owner", "test"));

        owner.get("/v1/agents/" + agent.getString("id")).then().body("$", not(hasKey("token")));
        owner.get("/v1/agents").then().body("data[0]", not(hasKey("token")));
        resolve(agent.getString("token")).then().body("outcome", equalTo("resolved"));
    }

    private void invalid(Map<String, ?> body, String violation) {
        create(TestTokens.user(org, "owner", "test"), body)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains(violation));
    }

    private static Response create(String token, Map<String, ?> body) {
        return as(token).body(body).post("/v1/agents");
    }

    private static Response create(String token, String idempotencyKey, Map<String, ?> body) {
        return as(token).header("Idempotency-Key", idempotencyKey).body(body).post("/v1/agents");
    }
}
