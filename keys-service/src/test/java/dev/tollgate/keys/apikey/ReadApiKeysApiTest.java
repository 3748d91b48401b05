package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.createdLive;
import static dev.tollgate.keys.KeysApi.owner;
import static dev.tollgate.keys.KeysApi.revoke;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/api-keys} and {@code GET /v1/api-keys/{id}}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ReadApiKeysApiTest {
    private final String org = TestIds.next("org");

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin", "member", "viewer"})
    void everyRoleReadsTheKeysOfBothModes(String role) {
        var test = created(org).getString("id");
        var live = createdLive(org).getString("id");
        var session = TestTokens.user(org, role, "test");

        get(session, test).then().statusCode(200).body("testMode", equalTo(true));
        get(session, live).then().statusCode(200).body("testMode", equalTo(false));
        list(session, "").then().statusCode(200).body("data.id", contains(test));
        list(session, "?mode=live").then().statusCode(200).body("data.id", contains(live));
        list(TestTokens.user(org, role, "live"), "").then().body("data.id", contains(live));
    }

    @Test
    void keyIsShownWithoutItsSecret() {
        var key = created(org, Map.of("name", "ERP", "mode", "test", "scopes", List.of("invoices:read")));

        get(TestTokens.user(org, "owner", "test"), key.getString("id"))
                .then()
                .statusCode(200)
                .body(
                        "keySet()",
                        containsInAnyOrder(
                                "id",
                                "orgId",
                                "name",
                                "keyPrefix",
                                "testMode",
                                "scopes",
                                "lastUsedAt",
                                "revokedAt",
                                "createdAt"))
                .body("keyPrefix", equalTo(key.getString("keyPrefix")))
                .body("createdAt", equalTo(key.getString("createdAt")))
                .body("scopes", contains("invoices:read"));
    }

    @Test
    void keyWithTheScopeSeesItsOwnModeOnly() {
        var test = created(org).getString("id");
        var live = createdLive(org).getString("id");
        var reader = TestTokens.apiKey(org, "test", "api_keys:write");

        get(reader, test).then().statusCode(200);
        get(reader, live).then().statusCode(404).body("error", equalTo("NotFound"));
        list(reader, "").then().body("data.id", contains(test));
        list(reader, "?mode=live").then().statusCode(200).body("data", empty()).body("nextCursor", nullValue());
    }

    @Test
    void keyWithoutTheScopeAndAgentsReadNothing() {
        var id = created(org).getString("id");
        var reader = TestTokens.apiKey(org, "test", "invoices:read");

        for (var refused : List.of(get(reader, id), list(reader, ""))) {
            refused.then()
                    .statusCode(403)
                    .body("error", equalTo("InsufficientScope"))
                    .body("details.required", equalTo("api_keys:write"))
                    .body("details.granted", contains("invoices:read"));
        }
        for (var refused : List.of(get(TestTokens.agent(org, "test"), id), list(TestTokens.agent(org, "test"), ""))) {
            refused.then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        list(TestTokens.staff(), "").then().statusCode(403).body("error", equalTo("InsufficientRole"));
    }

    @Test
    void anotherOrganizationsKeyIsAbsent() {
        var id = created(org).getString("id");
        var stranger = TestTokens.user(TestIds.next("org"), "owner", "test");

        get(stranger, id).then().statusCode(404).body("error", equalTo("NotFound"));
        list(stranger, "?includeRevoked=true").then().body("data", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"key_01kay4d0y5e1rrv4x8p0m6c2tz", "usr_01kay4d0y5e1rrv4x8p0m6c2tz", "key_1", "x"})
    void whatIsNoKeyIsAbsent(String id) {
        get(TestTokens.user(org, "owner", "test"), id).then().statusCode(404).body("error", equalTo("NotFound"));
    }

    @Test
    void nobodyReadsWithoutTheGatewaysToken() {
        given().get("/v1/api-keys").then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
        given().get("/v1/api-keys/" + TestIds.next("key")).then().statusCode(401);
        list(TestTokens.foreignKey(org, "test"), "").then().statusCode(401).body("error", equalTo("InvalidJwt"));
    }

    @Test
    void revokedKeysAreListedOnRequest() {
        var kept = created(org).getString("id");
        var revoked = created(org).getString("id");
        revoke(TestTokens.user(org, "owner", "test"), revoked).then().statusCode(204);

        owner(org).get("/v1/api-keys").then().body("data.id", contains(kept));
        owner(org).get("/v1/api-keys?includeRevoked=false").then().body("data.id", contains(kept));
        owner(org)
                .get("/v1/api-keys?includeRevoked=true")
                .then()
                .body("data.id", contains(revoked, kept))
                .body("data[0].revokedAt", notNullValue());
        get(TestTokens.user(org, "owner", "test"), revoked).then().body("revokedAt", notNullValue());
    }

    @Test
    void pagesGoFromNewestToOldestAndStayStableWhileKeysAreAdded() {
        var first = created(org).getString("id");
        var second = created(org).getString("id");
        var third = created(org).getString("id");

        var cursor = owner(org)
                .get("/v1/api-keys?limit=2")
                .then()
                .body("data.id", contains(third, second))
                .extract()
                .<String>path("nextCursor");
        created(org);
        owner(org)
                .get("/v1/api-keys?limit=2&cursor=" + cursor)
                .then()
                .body("data.id", contains(first))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "cursor=nonsense", "mode=prod", "includeRevoked=yes"})
    void badParametersAreRefused(String query) {
        owner(org).get("/v1/api-keys?" + query).then().statusCode(400).body("error", equalTo("ValidationError"));
    }

    private static Response get(String token, String id) {
        return as(token).get("/v1/api-keys/" + id);
    }

    private static Response list(String token, String query) {
        return as(token).get("/v1/api-keys" + query);
    }
}
