package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credential a request carries: what can be told of it before anybody is asked. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class CredentialApiTest {
    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    private final String org = TestIds.next("org");

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void publicRouteLooksAtNoCredential() {
        given().header("X-API-Key", "nonsense")
                .header("Authorization", "Bearer agent_x")
                .contentType("application/json")
                .body("{}")
                .post("/v1/auth/signin")
                .then()
                .statusCode(200)
                .header("X-Environment", nullValue());
        assertEquals(
                Map.of("sub", "anonymous", "actor", "anonymous", "groups", List.of("anonymous")),
                InternalJwt.claims(services.auth.last()));
        assertEquals(1, services.auth.arrived().size());
        assertTrue(services.keys.arrived().isEmpty());
    }

    @Test
    void noCredentialIs401AuthenticationRequired() {
        refused(given(), "AuthenticationRequired");
        nobodyWasAsked();
    }

    @Test
    void twoDifferentCredentialsAre401AuthenticationRequired() {
        var key = services.key(org, Mode.TEST);
        refused(given().header("X-API-Key", key).header("Authorization", "Bearer a.b.c"), "AuthenticationRequired");
        var another = ApiKeyText.mint(Mode.TEST).text().reveal();
        refused(
                given().header("X-API-Key", key).header("Authorization", "Bearer " + another),
                "AuthenticationRequired");
        refused(given().header("X-API-Key", key).header("Authorization", "Basic dTpw"), "AuthenticationRequired");
        nobodyWasAsked();
    }

    @Test
    void oneCredentialInBothHeadersIsOne() {
        var key = services.key(org, Mode.TEST);
        given().header("X-API-Key", key)
                .header("Authorization", "Bearer " + key)
                .get(ROUTE)
                .then()
                .statusCode(200);
    }

    @Test
    void keyMayComeAsBearer() {
        given().header("Authorization", "bearer " + services.key(org, Mode.TEST))
                .get(ROUTE)
                .then()
                .statusCode(200);
        assertEquals(org, InternalJwt.claims(services.payments.last()).get("org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key: %1$s|X-API-Key: %1$s", "Authorization: Bearer %1$s|Authorization: Bearer %1$s"})
    void credentialHeaderTwiceIs401AuthenticationRequired(String lines) throws IOException {
        var key = services.key(org, Mode.TEST);
        try (var client = new RawConnection()) {
            var headers = lines.formatted(key).replace("|", "\r\n");
            var response = client.send("GET " + ROUTE + " HTTP/1.1", "Host: x", headers)
                    .response();
            assertEquals(401, response.status());
            assertTrue(response.body().contains("AuthenticationRequired"));
        }
        nobodyWasAsked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dTpw", "Bearer", "Bearer ", "Digest x", "Bearer a b"})
    void otherSchemesAre401AuthenticationRequired(String authorization) {
        refused(given().header("Authorization", authorization), "AuthenticationRequired");
        nobodyWasAsked();
    }

    @Test
    void malformedKeyIs401InvalidApiKeyFormatAndNobodyIsAsked() {
        var key = ApiKeyText.mint(Mode.TEST).text().reveal();
        var typo = key.substring(0, key.length() - 1) + (key.endsWith("a") ? "b" : "a");
        for (var bad : List.of(
                "pk_test_x", "sk_test_1.2", "nonsense", key + ", " + key, typo, key.replace("pk_test", "pk_live"))) {
            refused(given().header("X-API-Key", bad), "InvalidApiKeyFormat");
        }
        refused(given().header("Authorization", "Bearer " + typo), "InvalidApiKeyFormat");
        nobodyWasAsked();
    }

    @Test
    void whatIsNoTokenIs401InvalidJwtAndNobodyIsAsked() {
        for (var bad : List.of("x", "a.b", "a.b.", "a.b.c.d", "a.b.c=", "a." + "b".repeat(5_000) + ".c")) {
            refused(given().header("Authorization", "Bearer " + bad), "InvalidJwt");
        }
        nobodyWasAsked();
    }

    @Test
    void malformedAgentTokenIs401InvalidAgentTokenAndNobodyIsAsked() {
        var token = AgentTokenText.mint(Mode.TEST).text().reveal();
        var typo = token.substring(0, token.length() - 1) + (token.endsWith("a") ? "b" : "a");
        for (var bad : List.of("agent_test_id.secret", "agent_", typo, token.replace("agent_test", "agent_live"))) {
            refused(given().header("Authorization", "Bearer " + bad), "InvalidAgentToken");
        }
        nobodyWasAsked();
    }

    @Test
    void agentTokenIsNoApiKey() {
        var token = AgentTokenText.mint(Mode.TEST).text().reveal();
        refused(given().header("X-API-Key", token), "InvalidApiKeyFormat");
        nobodyWasAsked();
    }

    private void nobodyWasAsked() {
        services.all().forEach(service -> assertTrue(service.arrived().isEmpty()));
    }
}
