package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.createdLive;
import static dev.tollgate.keys.KeysApi.owner;
import static dev.tollgate.keys.KeysApi.resolve;
import static dev.tollgate.keys.KeysApi.revoke;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code DELETE /v1/api-keys/{id}}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class RevokeApiKeyApiTest {
    private static final String CREATED = "dev.tollgate.keys.api_key.created.v1";
    private static final String REVOKED = "dev.tollgate.keys.api_key.revoked.v1";
    private final String org = TestIds.next("org");
    private final String token = TestTokens.user(org, "owner", "test");

    @Test
    void revokedKeyIsRefusedOnTheNextRequest() {
        var key = created(org);
        resolve(key.getString("secret")).then().body("outcome", equalTo("resolved"));

        revoke(token, key.getString("id")).then().statusCode(204);

        resolve(key.getString("secret")).then().body("outcome", equalTo("refused"));
    }

    @Test
    void repeatingItChangesNothing() {
        var id = created(org).getString("id");
        revoke(token, id).then().statusCode(204);
        var revokedAt = owner(org).get("/v1/api-keys/" + id).<String>path("revokedAt");

        revoke(token, id).then().statusCode(204);

        owner(org).get("/v1/api-keys/" + id).then().body("revokedAt", equalTo(revokedAt));
    }

    @Test
    void ofRacingRevocationsOnePublishesTheFact() throws Exception {
        var id = created(org).getString("id");

        var answers = Concurrently.times(12, () -> revoke(token, id).statusCode());

        assertEquals(List.of(204), answers.stream().distinct().toList());
        var later = created(org).getString("id");
        try (var facts = FactsOnKafka.of("tollgate.keys.api_key.v1")) {
            facts.await(id, REVOKED);
            facts.await(later, CREATED);
            assertEquals(
                    List.of(CREATED, REVOKED),
                    facts.seen(id).stream().map(FactsOnKafka.Fact::type).toList());
        }
    }

    @Test
    void itIsRecordedForTheAuditLogWithTheRequestAndWithoutTheSecret() {
        var key = created(org);
        var requestId = "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e";

        as(token)
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Request-Id", requestId)
                .delete("/v1/api-keys/" + key.getString("id"))
                .then()
                .statusCode(204);

        try (var records = FactsOnKafka.of("tollgate.keys.audit.v1")) {
            var recorded = records.await(org, 2);
            assertEquals(
                    List.of("api_key.created", "api_key.revoked"),
                    recorded.stream()
                            .map(record -> record.data().path("action").asText())
                            .toList());
            var revoked = recorded.getLast().data();
            assertEquals("203.0.113.7", revoked.path("ip").asText());
            assertEquals(requestId, revoked.path("requestId").asText());
            assertEquals(key.getString("id"), revoked.at("/target/id").asText());
            assertTrue(revoked.at("/before/revokedAt").isNull());
            assertTrue(revoked.at("/after/revokedAt").isTextual());
            var secret = key.getString("secret");
            assertFalse(recorded.toString().contains(secret.substring(secret.indexOf('.') + 1)));
        }
    }

    @Test
    void sessionRevokesKeysOfBothModes() {
        var live = createdLive(org);

        revoke(TestTokens.user(org, "admin", "test"), live.getString("id"))
                .then()
                .statusCode(204);

        resolve(live.getString("secret")).then().body("outcome", equalTo("refused"));
    }

    @Test
    void keyWithTheScopeRevokesInItsOwnMode() {
        var test = created(org).getString("id");
        var live = createdLive(org).getString("id");
        var revoker = TestTokens.apiKey(org, "test", "api_keys:write");

        revoke(revoker, test).then().statusCode(204);
        revoke(revoker, live).then().statusCode(404).body("error", equalTo("NotFound"));
        owner(org).get("/v1/api-keys/" + live).then().body("revokedAt", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void otherRolesMayNot(String role) {
        var id = created(org).getString("id");

        revoke(TestTokens.user(org, role, "test"), id)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
        owner(org).get("/v1/api-keys/" + id).then().body("revokedAt", nullValue());
    }

    @Test
    void keyWithoutTheScopeAndAgentsMayNot() {
        var id = created(org).getString("id");

        revoke(TestTokens.apiKey(org, "test", "invoices:write"), id)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"))
                .body("details.required", equalTo("api_keys:write"));
        revoke(TestTokens.agent(org, "test"), id).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        given().delete("/v1/api-keys/" + id).then().statusCode(401);
        owner(org).get("/v1/api-keys/" + id).then().body("revokedAt", nullValue());
    }

    @Test
    void anotherOrganizationsKeyIsAbsentAndStays() {
        var key = created(org);

        revoke(TestTokens.user(TestIds.next("org"), "owner", "test"), key.getString("id"))
                .then()
                .statusCode(404)
                .body("error", equalTo("NotFound"));
        resolve(key.getString("secret")).then().body("outcome", equalTo("resolved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key_01kay4d0y5e1rrv4x8p0m6c2tz", "agt_01kay4d0y5e1rrv4x8p0m6c2tz", "x"})
    void whatIsNoKeyIsAbsent(String id) {
        revoke(token, id).then().statusCode(404).body("error", equalTo("NotFound"));
    }
}
