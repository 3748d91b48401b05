package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.createKey;
import static dev.tollgate.keys.KeysApi.holder;
import static dev.tollgate.keys.KeysApi.owner;
import static dev.tollgate.keys.KeysApi.resolve;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/api-keys}; idempotency and live keys have classes of their own. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class CreateApiKeyApiTest {
    private static final Map<String, ?> TEST_KEY = Map.of("name", "ERP", "mode", "test");
    private static final Map<String, ?> LIVE_KEY = Map.of("name", "ERP", "mode", "live");
    private final String org = TestIds.next("org");

    @Test
    void ownerGetsTheKeyInTheContractsShape() {
        var body = Map.of("name", "ERP integration", "mode", "test", "scopes", List.of("payment_intents:write"));

        var created = createKey(TestTokens.user(org, "owner", "test"), body)
                .then()
                .statusCode(201)
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
                                "createdAt",
                                "secret"))
                .body("id", matchesPattern("key_[0-7][0-9a-z]{25}"))
                .body("orgId", equalTo(org))
                .body("name", equalTo("ERP integration"))
                .body("testMode", equalTo(true))
                .body("scopes", contains("payment_intents:write"))
                .body("lastUsedAt", nullValue())
                .body("revokedAt", nullValue())
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .extract()
                .jsonPath();

        var text = ApiKeyText.parse(created.getString("secret")).orElseThrow();
        assertEquals(created.getString("keyPrefix"), text.prefix());
        assertTrue(text.prefix().startsWith("pk_test_"));
    }

    @Test
    void adminMayCreateAndEnvironmentIsAnotherNameOfMode() {
        createKey(
                        TestTokens.user(org, "admin", "test"),
                        Map.of("name", "ERP", "environment", "test", "scopes", List.of()))
                .then()
                .statusCode(201)
                .body("testMode", equalTo(true))
                .body("scopes", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "viewer"})
    void otherRolesMayNot(String role) {
        createKey(TestTokens.user(org, role, "test"), TEST_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientRole"));
    }

    @Test
    void staffAgentsAndStrangersMayNot() {
        createKey(TestTokens.staff(), TEST_KEY).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        createKey(TestTokens.agent(org, "test"), TEST_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
        createKey(TestTokens.anonymous(), TEST_KEY)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
        given().contentType(ContentType.JSON)
                .body(TEST_KEY)
                .post("/v1/api-keys")
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
        for (var token : TestTokens.refused(org, "test")) {
            createKey(token, TEST_KEY).then().statusCode(401).body("error", equalTo("InvalidJwt"));
        }
    }

    @Test
    void keyWithoutTheScopeMayNotAndIsToldWhichOneItLacks() {
        createKey(TestTokens.apiKey(org, "test", "invoices:read"), TEST_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"))
                .body("details.required", equalTo("api_keys:write"))
                .body("details.granted", contains("invoices:read"));
    }

    @Test
    void keyGivesWhatItHas() {
        var holder = holder(org, "test", "api_keys:write", "invoices:read");

        createKey(holder, Map.of("name", "ERP", "mode", "test", "scopes", List.of("invoices:read")))
                .then()
                .statusCode(201);
        createKey(holder(org, "test"), TEST_KEY).then().statusCode(201).body("scopes", empty());
    }

    @Test
    void keyNeverGivesMoreThanItHas() {
        var holder = holder(org, "test", "api_keys:write", "invoices:read");

        createKey(holder, Map.of("name", "ERP", "mode", "test", "scopes", List.of("invoices:read", "invoices:write")))
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"))
                .body("details.required", equalTo("invoices:write"))
                .body("details.granted", contains("api_keys:write", "invoices:read"));
        createKey(holder, TEST_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"))
                .body("details.required", equalTo("*"));
        OnboardingServer.says(org, "production_approved");
        createKey(TestTokens.apiKey(org, "test"), LIVE_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
        createKey(TestTokens.apiKey(org, "live"), TEST_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
    }

    @Test
    void keyThatEndsGivesNoneThatOutlivesIt() {
        var end = Instant.now().plusSeconds(3_600);
        var issuer = createKey(
                        TestTokens.user(org, "owner", "test"),
                        Map.of("name", "CI", "mode", "test", "expiresAt", end.toString()))
                .jsonPath()
                .getString("id");
        var token = TestTokens.apiKeyWithId(issuer, org, "test");

        createKey(token, TEST_KEY).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        createKey(
                        token,
                        Map.of(
                                "name",
                                "CI",
                                "mode",
                                "test",
                                "expiresAt",
                                end.plusSeconds(1).toString()))
                .then()
                .statusCode(403);
        createKey(
                        token,
                        Map.of(
                                "name",
                                "CI",
                                "mode",
                                "test",
                                "expiresAt",
                                end.minusSeconds(1).toString()))
                .then()
                .statusCode(201);
    }

    @Test
    void endIsShownAndKept() {
        var end = Instant.now().plusSeconds(3_600).toString();

        createKey(
                        TestTokens.user(org, "owner", "test"),
                        Map.of("name", "CI", "mode", "test", "expiresAt", end.replace("Z", "+00:00")))
                .then()
                .statusCode(201)
                .body("expiresAt", equalTo(end.substring(0, 23) + "Z"));
    }

    @Test
    void violationsNameTheirPath() {
        var token = TestTokens.user(org, "owner", "test");

        invalid(Map.of("mode", "test"), "name: is required");
        invalid(Map.of("name", " ", "mode", "test"), "name: is required");
        invalid(Map.of("name", "x".repeat(101), "mode", "test"), "name: must have at most 100 characters");
        invalid(Map.of("name", "a\u0007b", "mode", "test"), "name: must not have control characters");
        invalid(Map.of("name", "ERP"), "mode: is required");
        invalid(Map.of("name", "ERP", "mode", "prod"), "mode: must be \"test\" or \"live\"");
        invalid(Map.of("name", "ERP", "environment", "TEST"), "environment: must be \"test\" or \"live\"");
        invalid(Map.of("name", "ERP", "mode", "test", "environment", "live"), "environment: contradicts mode");
        invalid(Map.of("name", "ERP", "mode", "test", "scopes", List.of("x:y")), "scopes[0]: unknown scope x:y");
        invalid(Map.of("name", 5, "mode", "test"), "name: has the wrong type");
        invalid(Map.of("name", "ERP", "mode", "test", "scopes", "invoices:read"), "scopes: has the wrong type");
        invalid(
                Map.of("name", "ERP", "mode", "test", "expiresAt", "2020-01-01T00:00:00Z"),
                "expiresAt: must be in the future");
        as(token).post("/v1/api-keys").then().statusCode(400).body("message", contains("body: is required"));
    }

    @Test
    void bodyThatIsNoJsonIsRefused() {
        var token = TestTokens.user(org, "owner", "test");

        as(token).body("{").post("/v1/api-keys").then().statusCode(400).body("error", equalTo("MalformedJson"));
        given().auth()
                .oauth2(token)
                .contentType("text/plain")
                .body("ERP")
                .post("/v1/api-keys")
                .then()
                .statusCode(415)
                .body("error", equalTo("UnsupportedMediaType"));
    }

    @Test
    void secretIsNeverSeenAgain() {
        var key = createKey(TestTokens.user(org, "owner", "test"), TEST_KEY).jsonPath();

        owner(org).get("/v1/api-keys/" + key.getString("id")).then().body("$", not(hasKey("secret")));
        owner(org).get("/v1/api-keys").then().body("data[0]", allOf(hasKey("id"), not(hasKey("secret"))));
        resolve(key.getString("secret")).then().body("$", not(hasKey("secret")));
    }

    private void invalid(Map<String, ?> body, String violation) {
        createKey(TestTokens.user(org, "owner", "test"), body)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains(violation));
    }
}
