package dev.tollgate.keys.agent;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.createdAgent;
import static dev.tollgate.keys.KeysApi.holder;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/agents} and {@code GET /v1/agents/{id}}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ReadAgentsApiTest {
    private final String org = TestIds.next("org");

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin", "member", "viewer"})
    void everyRoleListsOneModeAndReadsBoth(String role) {
        var test = createdAgent(org, "test").getString("id");
        var live = createdAgent(org, "live").getString("id");

        list(TestTokens.user(org, role, "test"), "").then().statusCode(200).body("data.id", contains(test));
        list(TestTokens.user(org, role, "live"), "").then().statusCode(200).body("data.id", contains(live));
        get(TestTokens.user(org, role, "test"), test)
                .then()
                .statusCode(200)
                .body("id", equalTo(test))
                .body("testMode", equalTo(true));
        get(TestTokens.user(org, role, "test"), live)
                .then()
                .statusCode(200)
                .body("id", equalTo(live))
                .body("testMode", equalTo(false));
        list(TestTokens.user(org, role, "test"), "?mode=live").then().body("data.id", contains(live));
        list(TestTokens.user(org, role, "live"), "?mode=test").then().body("data.id", contains(test));
    }

    @Test
    void pagesGoOnWhereTheyEnded() {
        var first = createdAgent(org, "test").getString("id");
        var second = createdAgent(org, "test").getString("id");
        var third = createdAgent(org, "test").getString("id");
        var token = TestTokens.user(org, "owner", "test");

        var page = list(token, "?limit=2");

        page.then().body("data.id", contains(third, second));
        list(token, "?limit=2&cursor=" + page.path("nextCursor"))
                .then()
                .body("data.id", contains(first))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?mode=prod", "?limit=0", "?limit=101", "?limit=x", "?cursor=x"})
    void badParametersAreRefused(String query) {
        list(TestTokens.user(org, "owner", "test"), query)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"));
    }

    @Test
    void programsReadNothing() {
        var id = createdAgent(org, "test").getString("id");
        for (var program : new String[] {holder(org, "test"), TestTokens.agent(org, "test")}) {
            get(program, id).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
            list(program, "").then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        list(TestTokens.staff(), "").then().statusCode(403).body("error", equalTo("InsufficientRole"));
        given().get("/v1/agents").then().statusCode(401);
        given().get("/v1/agents/" + id).then().statusCode(401);
    }

    @Test
    void anotherOrganizationsAgentIsAbsent() {
        var id = createdAgent(org, "test").getString("id");
        var stranger = TestTokens.user(TestIds.next("org"), "owner", "test");

        get(stranger, id).then().statusCode(404).body("error", equalTo("NotFound"));
        list(stranger, "").then().body("data", empty());
        list(stranger, "?mode=live").then().body("data", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agt_01kay4d0y5e1rrv4x8p0m6c2tz", "key_01kay4d0y5e1rrv4x8p0m6c2tz", "x"})
    void whatIsNoAgentIsAbsent(String id) {
        get(TestTokens.user(org, "owner", "test"), id).then().statusCode(404).body("error", equalTo("NotFound"));
    }

    private static Response get(String token, String id) {
        return as(token).get("/v1/agents/" + id);
    }

    private static Response list(String token, String query) {
        return as(token).get("/v1/agents" + query);
    }
}
