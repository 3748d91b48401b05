package dev.tollgate.keys.agent;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.createdAgent;
import static dev.tollgate.keys.KeysApi.holder;
import static dev.tollgate.keys.KeysApi.resolve;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/agents/{id}/rotate-token}, {@code /freeze} and {@code /unfreeze}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ChangeAgentApiTest {
    private final String org = TestIds.next("org");
    private final String owner = TestTokens.user(org, "owner", "test");

    @Test
    void oldTokenDiesOnTheNextRequestAndTheNewOneWorks() {
        var agent = createdAgent(org, "test");

        var rotated = change(owner, agent.getString("id"), "rotate-token")
                .then()
                .statusCode(200)
                .body("id", equalTo(agent.getString("id")))
                .body("tokenRotatedAt", notNullValue())
                .body("tokenPrefix", not(equalTo(agent.getString("tokenPrefix"))))
                .extract()
                .jsonPath();

        assertOutcome("refused", agent.getString("token"));
        assertOutcome("resolved", rotated.getString("token"));
    }

    @Test
    void frozenAgentIsRefusedUntilItIsUnfrozen() {
        var agent = createdAgent(org, "test");
        var id = agent.getString("id");

        change(owner, id, "freeze").then().statusCode(200).body("frozenAt", notNullValue());
        assertOutcome("refused", agent.getString("token"));

        change(owner, id, "unfreeze").then().statusCode(200).body("frozenAt", nullValue());
        assertOutcome("resolved", agent.getString("token"));
    }

    @Test
    void rotationOfAFrozenAgentLeavesItFrozen() {
        var id = createdAgent(org, "test").getString("id");
        change(owner, id, "freeze");

        var token = change(owner, id, "rotate-token")
                .then()
                .statusCode(200)
                .body("frozenAt", notNullValue())
                .extract()
                .<String>path("token");

        assertOutcome("refused", token);
        change(owner, id, "unfreeze");
        assertOutcome("resolved", token);
    }

    @Test
    void repeatingEitherChangesNothingAndPublishesNothing() {
        var id = createdAgent(org, "test").getString("id");
        change(owner, id, "unfreeze").then().statusCode(200).body("frozenAt", nullValue());
        var frozenAt = change(owner, id, "freeze").<String>path("frozenAt");
        change(owner, id, "freeze").then().statusCode(200).body("frozenAt", equalTo(frozenAt));
        change(owner, id, "unfreeze");
        change(owner, id, "unfreeze").then().statusCode(200);
        change(owner, id, "rotate-token").then().statusCode(200);

        try (var facts = FactsOnKafka.of("tollgate.keys.agent.v1")) {
            facts.await(id, "dev.tollgate.keys.agent.token_rotated.v1");
            assertEquals(
                    List.of("created", "frozen", "unfrozen", "token_rotated"),
                    facts.seen(id).stream()
                            .map(fact -> fact.type().split("\\.", -1)[4])
                            .toList());
        }
    }

    @Test
    void ofRacingFreezesOnePublishesTheFactWithItsActor() throws Exception {
        var id = createdAgent(org, "test").getString("id");
        var admin = TestIds.next("usr");
        var token = TestTokens.user(admin, org, "admin", "test");

        var answers = Concurrently.times(8, () -> change(token, id, "freeze").statusCode());

        assertEquals(List.of(200), answers.stream().distinct().toList());
        change(owner, id, "unfreeze");
        try (var facts = FactsOnKafka.of("tollgate.keys.agent.v1")) {
            facts.await(id, "dev.tollgate.keys.agent.unfrozen.v1");
            assertEquals(3, facts.seen(id).size());
            assertEquals(
                    admin, facts.seen(id).get(1).data().path("actor").path("id").asText());
        }
    }

    @Test
    void ofRacingRotationsTheLastTokenIsTheOneThatWorks() throws Exception {
        var agent = createdAgent(org, "test");
        var id = agent.getString("id");

        var tokens =
                Concurrently.times(6, () -> change(owner, id, "rotate-token").<String>path("token"));

        var working = tokens.stream()
                .filter(token -> "resolved".equals(resolve(token).path("outcome")))
                .toList();
        assertEquals(1, working.size());
        as(owner)
                .get("/v1/agents/" + id)
                .then()
                .body("tokenPrefix", equalTo(working.getFirst().split("\\.", -1)[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate-token", "freeze", "unfreeze"})
    void membersViewersProgramsAndStrangersMayNot(String change) {
        var agent = createdAgent(org, "test");
        var id = agent.getString("id");
        for (var role : new String[] {"member", "viewer"}) {
            change(TestTokens.user(org, role, "test"), id, change)
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("InsufficientRole"));
        }
        for (var program : new String[] {
            holder(org, "test"), TestTokens.agent(org, "test"), TestTokens.apiKey(org, "test", "api_keys:write")
        }) {
            change(program, id, change).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        change(TestTokens.staff(), id, change).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        given().post("/v1/agents/" + id + "/" + change).then().statusCode(401);
        assertOutcome("resolved", agent.getString("token"));
    }

    /** Whose organization is suspended has test sessions only, and its live agents must be stopped all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void sessionsChangeTheAgentsOfBothModes(String mode) {
        var agent = createdAgent(org, mode);
        var id = agent.getString("id");
        var sessions = new String[] {
            TestTokens.user(org, "admin", "test"),
            TestTokens.user(org, "owner", "live"),
            TestTokens.userWithLiveBlocked(org, "owner")
        };
        for (var session : sessions) {
            change(session, id, "freeze").then().statusCode(200).body("testMode", equalTo(mode.equals("test")));
            assertOutcome("refused", agent.getString("token"));
            change(session, id, "unfreeze").then().statusCode(200).body("frozenAt", nullValue());
            assertOutcome("resolved", agent.getString("token"));
        }
        for (var session : sessions) {
            var rotated = change(session, id, "rotate-token")
                    .then()
                    .statusCode(200)
                    .body("token", startsWith("agent_" + mode + "_"))
                    .extract()
                    .<String>path("token");
            assertOutcome("resolved", rotated);
        }
        assertOutcome("refused", agent.getString("token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate-token", "freeze", "unfreeze"})
    void anotherOrganizationsAgentIsAbsentAndStays(String change) {
        var agent = createdAgent(org, "test");
        var id = agent.getString("id");
        for (var mode : new String[] {"test", "live"}) {
            change(TestTokens.user(TestIds.next("org"), "owner", mode), id, change)
                    .then()
                    .statusCode(404)
                    .body("error", equalTo("NotFound"));
        }
        change(owner, "agt_01kay4d0y5e1rrv4x8p0m6c2tz", change).then().statusCode(404);
        change(owner, "x", change).then().statusCode(404);
        assertOutcome("resolved", agent.getString("token"));
    }

    private static Response change(String token, String id, String change) {
        return as(token).post("/v1/agents/" + id + "/" + change);
    }

    private static void assertOutcome(String outcome, String token) {
        resolve(token).then().statusCode(200).body("outcome", equalTo(outcome));
    }
}
