package dev.tollgate.keys.grant;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.createdAgent;
import static dev.tollgate.keys.KeysApi.holder;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST}, {@code GET} and {@code DELETE /v1/scope-grants}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ScopeGrantApiTest {
    private GrantsApi api;
    private Map<String, String> body;

    @BeforeEach
    void newOrganization() {
        api = GrantsApi.ofNewOrganization("test");
        body = Map.of("agentId", api.agentId(), "scope", "treasury");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void ownerGivesAGrantInTheModeOfTheSession(String mode) {
        var api = GrantsApi.ofNewOrganization(mode);
        var end = Instant.now().plusSeconds(3_600).toString().substring(0, 23) + "Z";

        api.give(api.owner(), Map.of("agentId", api.agentId(), "scope", "treasury", "expiresAt", end))
                .then()
                .statusCode(201)
                .body(
                        "keySet()",
                        containsInAnyOrder(
                                "id",
                                "orgId",
                                "agentId",
                                "scope",
                                "testMode",
                                "expiresAt",
                                "usedAt",
                                "reference",
                                "revokedAt",
                                "createdAt"))
                .body("id", matchesPattern("grt_[0-7][0-9a-z]{25}"))
                .body("orgId", equalTo(api.org()))
                .body("agentId", equalTo(api.agentId()))
                .body("scope", equalTo("treasury"))
                .body("testMode", equalTo(mode.equals("test")))
                .body("expiresAt", equalTo(end))
                .body("usedAt", nullValue())
                .body("revokedAt", nullValue());
    }

    @Test
    void sameIdempotencyKeyIsTheSameGrantAsItIsNow() {
        var id = as(api.owner())
                .header("Idempotency-Key", "once")
                .body(body)
                .post("/v1/scope-grants")
                .path("id");
        api.use("order-1");

        as(api.owner())
                .header("Idempotency-Key", "once")
                .body(body)
                .post("/v1/scope-grants")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id))
                .body("usedAt", notNullValue());
        for (var notValid : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("agentId", TestIds.next("agt"), "scope", "treasury"),
                Map.of("agentId", api.agentId(), "scope", "treasury", "expiresAt", "2020-01-01T00:00:00Z"))) {
            as(api.owner())
                    .header("Idempotency-Key", "once")
                    .body(notValid)
                    .post("/v1/scope-grants")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(id));
            api.give(api.owner(), notValid).then().statusCode(400);
        }
        api.list(api.owner(), "").then().body("data.id", contains(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "member", "viewer"})
    void onlyOwnersGiveAndRevokeAndEveryRoleReads(String role) {
        var id = api.given();
        var token = TestTokens.user(api.org(), role, "test");

        api.give(token, body).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        api.revoke(token, id).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        api.list(token, "").then().statusCode(200).body("data.id", contains(id));
        api.list(token, "").then().body("data[0].revokedAt", nullValue());
    }

    /** An agent that could give itself a grant would need none. */
    @Test
    void programsGiveRevokeAndReadNothing() {
        var id = api.given();
        for (var program : new String[] {
            holder(api.org(), "test"),
            TestTokens.agentWithId(api.agentId(), api.org(), "test"),
            TestTokens.agentWithId(api.agentId(), api.org(), "test", "payment_intents:write")
        }) {
            api.give(program, body).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
            api.give(program, Map.of()).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
            api.revoke(program, id).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
            api.list(program, "").then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        api.give(TestTokens.staff(), body).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/scope-grants")
                .then()
                .statusCode(401);
        given().get("/v1/scope-grants").then().statusCode(401);
        given().delete("/v1/scope-grants/" + id).then().statusCode(401);
        api.list(api.owner(), "").then().body("data[0].revokedAt", nullValue());
    }

    @Test
    void liveRequestThatWasPutIntoTestGivesNoTestGrant() {
        api.give(TestTokens.userWithLiveBlocked(api.org(), "owner"), body)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
        api.list(api.owner(), "").then().body("data", empty());
    }

    /** Absent, another organization's and the other mode's agent look the same. */
    @Test
    void agentMustBeOneOfThisOrganizationInThisMode() {
        for (var agent : new String[] {
            TestIds.next("agt"),
            createdAgent(TestIds.next("org"), "test").getString("id"),
            createdAgent(api.org(), "live").getString("id")
        }) {
            invalid(
                    Map.of("agentId", agent, "scope", "treasury"),
                    "agentId: is no agent of this organization in this mode");
        }
    }

    @Test
    void violationsNameTheirPath() {
        invalid(Map.of("scope", "treasury"), "agentId: must be an id like agt_…");
        invalid(Map.of("agentId", "x", "scope", "treasury"), "agentId: must be an id like agt_…");
        invalid(Map.of("agentId", api.agentId()), "scope: must be \"treasury\"");
        invalid(Map.of("agentId", api.agentId(), "scope", "api_keys:write"), "scope: must be \"treasury\"");
        invalid(
                Map.of("agentId", api.agentId(), "scope", "treasury", "expiresAt", "2020-01-01T00:00:00Z"),
                "expiresAt: must be in the future");
        as(api.owner()).post("/v1/scope-grants").then().statusCode(400).body("message", contains("body: is required"));
        as(api.owner()).body("{").post("/v1/scope-grants").then().statusCode(400);
        given().auth()
                .oauth2(api.owner())
                .contentType("text/plain")
                .body("x")
                .post("/v1/scope-grants")
                .then()
                .statusCode(415);
    }

    @Test
    void listIsPagedAndCanBeThatOfOneAgent() {
        var other = createdAgent(api.org(), "test").getString("id");
        var first = api.given();
        api.give(api.owner(), Map.of("agentId", other, "scope", "treasury"));
        var third = api.given();

        var page = api.list(api.owner(), "?limit=1");
        page.then().body("data.id", contains(third));
        api.list(api.owner(), "?limit=2&cursor=" + page.path("nextCursor"))
                .then()
                .body("data.size()", equalTo(2));
        api.list(api.owner(), "?agentId=" + api.agentId()).then().body("data.id", contains(third, first));
        api.list(api.owner(), "?agentId=x").then().statusCode(400).body("error", equalTo("ValidationError"));
        api.list(api.owner(), "?limit=0").then().statusCode(400);
        api.list(api.owner(), "?mode=prod").then().statusCode(400);
        api.list(TestTokens.user(api.org(), "owner", "live"), "").then().body("data", empty());
        api.list(TestTokens.user(TestIds.next("org"), "owner", "test"), "")
                .then()
                .body("data", empty());
    }

    @Test
    void revokedGrantIsNotUsedAndRevokingMayBeRepeated() {
        var id = api.given();

        api.revoke(api.owner(), id).then().statusCode(204);
        var revokedAt = api.list(api.owner(), "").path("data[0].revokedAt");
        api.revoke(api.owner(), id).then().statusCode(204);

        api.list(api.owner(), "").then().body("data[0].revokedAt", equalTo(revokedAt));
        api.use("order-1").then().body("outcome", equalTo("missing"));
    }

    @Test
    void usedGrantCantBeRevokedAndTheOwnerIsToldSo() {
        var id = api.given();
        api.use("order-1");

        api.revoke(api.owner(), id)
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("used"))
                .body("details.allowedStates", contains("unused", "revoked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void ownersListAndRevokeTheGrantsOfBothModes(String mode) {
        var api = GrantsApi.ofNewOrganization(mode);
        for (var session : new String[] {
            TestTokens.user(api.org(), "owner", "test"),
            TestTokens.user(api.org(), "owner", "live"),
            TestTokens.userWithLiveBlocked(api.org(), "owner")
        }) {
            var id = api.given();

            api.list(session, "?limit=1&mode=" + mode).then().body("data.id", contains(id));
            api.revoke(session, id).then().statusCode(204);

            api.list(session, "?limit=1&mode=" + mode).then().body("data[0].revokedAt", notNullValue());
        }
        api.use("order-1").then().body("outcome", equalTo("missing"));
    }

    @Test
    void anotherOrganizationsGrantIsAbsentAndStays() {
        var id = api.given();
        for (var mode : new String[] {"test", "live"}) {
            api.revoke(TestTokens.user(TestIds.next("org"), "owner", mode), id)
                    .then()
                    .statusCode(404)
                    .body("error", equalTo("NotFound"));
        }
        api.revoke(api.owner(), TestIds.next("grt")).then().statusCode(404);
        api.revoke(api.owner(), "x").then().statusCode(404);
        api.list(api.owner(), "").then().body("data[0].revokedAt", nullValue());
    }

    @Test
    void factsTellWhatHappenedAndWhoDidIt() {
        var owner = TestIds.next("usr");
        var token = TestTokens.user(owner, api.org(), "owner", "test");
        var used = api.give(token, body).<String>path("id");
        api.use("order-1");
        var revoked = api.give(token, body).<String>path("id");
        api.revoke(token, revoked);

        try (var facts = FactsOnKafka.of("tollgate.keys.scope_grant.v1")) {
            var given = facts.await(used, "dev.tollgate.keys.scope_grant.given.v1");
            assertEquals(owner, given.data().path("actor").path("id").asText());
            var use = facts.await(used, "dev.tollgate.keys.scope_grant.used.v1");
            assertEquals("agent", use.data().path("actor").path("type").asText());
            assertEquals(api.agentId(), use.data().path("actor").path("id").asText());
            assertEquals("order-1", use.data().path("reference").asText());
            var end = facts.await(revoked, "dev.tollgate.keys.scope_grant.revoked.v1");
            assertEquals(owner, end.data().path("actor").path("id").asText());
        }
    }

    private void invalid(Map<String, ?> body, String violation) {
        api.give(api.owner(), body)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains(violation));
    }
}
