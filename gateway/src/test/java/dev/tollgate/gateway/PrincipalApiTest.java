package dev.tollgate.gateway;

import static dev.tollgate.gateway.FakeService.reply;
import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway makes of a resolver's answer: a signed principal, a refusal, or 503 when there is no sense in it. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class PrincipalApiTest {
    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    private final String org = TestIds.next("org");

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void apiKeyBecomesASignedPrincipal() {
        var key = services.key(org, Mode.TEST, "payment_intents:read", "invoices:read");
        given().header("X-API-Key", key).get(ROUTE).then().statusCode(200).header("X-Environment", "test");
        var claims = InternalJwt.claims(services.payments.last());
        assertEquals(Set.of("invoices:read", "payment_intents:read"), Set.copyOf(scopes(claims.remove("scopes"))));
        assertTrue(String.valueOf(claims.remove("sub")).startsWith("key_"));
        assertEquals(Map.of("actor", "api_key", "groups", List.of("tenant"), "mode", "test", "org", org), claims);
    }

    @Test
    void keysServiceIsAskedAsAServiceAndGivenTheParts() {
        var key = services.key(org, Mode.TEST);
        given().header("X-API-Key", key).get(ROUTE).then().statusCode(200);
        var asked = services.keys.last();
        var parts = ApiKeyText.parse(key).orElseThrow();
        assertEquals("POST " + Services.KEYS_RESOLVE, asked.method() + " " + asked.uri());
        assertEquals(
                Map.of("id", parts.id(), "secret", parts.secret().reveal(), "mode", "test"),
                new JsonObject(asked.text()).getMap());
        assertEquals(
                Map.of("sub", "gateway", "actor", "service", "groups", List.of("service")), InternalJwt.claims(asked));
    }

    @Test
    void unrestrictedKeyHasNoScopesClaim() {
        given().header("X-API-Key", services.key(org, Mode.TEST))
                .get(ROUTE)
                .then()
                .statusCode(200);
        assertFalse(InternalJwt.claims(services.payments.last()).containsKey("scopes"));
    }

    @Test
    void agentBecomesASignedPrincipal() {
        var token = services.agent(org, Mode.TEST);
        given().header("Authorization", token).get(ROUTE).then().statusCode(200).header("X-Environment", "test");
        var claims = InternalJwt.claims(services.payments.last());
        assertEquals(3, scopes(claims.remove("scopes")).size());
        assertTrue(String.valueOf(claims.remove("sub")).startsWith("agt_"));
        assertEquals("2", String.valueOf(claims.remove("kya_tier")));
        assertEquals(Map.of("actor", "agent", "groups", List.of("tenant"), "mode", "test", "org", org), claims);
        var parts = AgentTokenText.parse(token.substring("Bearer ".length())).orElseThrow();
        assertEquals(
                Map.of("id", parts.id(), "secret", parts.secret().reveal(), "mode", "test"),
                new JsonObject(services.keys.last().text()).getMap());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outcome\":\"resolved\",\"agentId\":\"agt_1\",\"orgId\":\"org_01h455vb4pex5vsknk084sn02q\",\"mode\":\"live\",\"scopes\":[]}",
                "{\"outcome\":\"resolved\",\"agentId\":\"agt_1\",\"orgId\":\"org_01h455vb4pex5vsknk084sn02q\",\"mode\":\"test\"}",
                "{\"outcome\":\"expired\"}",
            })
    void agentOfWhomNoSenseIsMadeIsNotLetIn(String answer) {
        var token = services.agent(org, Mode.TEST);
        services.keys.on(Services.AGENTS_RESOLVE, 200, answer);
        unavailable(given().header("Authorization", token));
    }

    @Test
    void refusedAgentIs401InvalidAgentToken() {
        var token = services.agent(org, Mode.TEST);
        services.keys.on(Services.AGENTS_RESOLVE, 200, "{\"outcome\":\"refused\"}");
        refused(given().header("Authorization", token), "InvalidAgentToken");
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void sessionBecomesASignedPrincipal() {
        given().header("Authorization", services.session(org, Mode.TEST, "admin"))
                .get(ROUTE)
                .then()
                .statusCode(200)
                .header("X-Environment", "test");
        var claims = InternalJwt.claims(services.payments.last());
        assertTrue(String.valueOf(claims.remove("sub")).startsWith("usr_"));
        assertEquals(
                Map.of(
                        "actor",
                        "user",
                        "groups",
                        List.of("tenant", "admin"),
                        "mode",
                        "test",
                        "org",
                        org,
                        "role",
                        "admin",
                        "sid",
                        "ses_1"),
                claims);
        assertEquals("{\"token\":\"aaaa.bbbb.cccc\"}", services.auth.last().text());
    }

    @Test
    void staffBelongToNoOrganizationAndNoMode() {
        given().header("Authorization", services.staff())
                .header("X-Environment", "live")
                .get("/v1/admin/production-access")
                .then()
                .statusCode(200)
                .header("X-Environment", nullValue());
        var claims = InternalJwt.claims(services.onboarding.last());
        claims.remove("sub");
        assertEquals(Map.of("actor", "staff", "groups", List.of("platform_admin"), "sid", "ses_2"), claims);
    }

    @Test
    void refusedKeyIs401InvalidApiKey() {
        services.keys.on(Services.KEYS_RESOLVE, 200, "{\"outcome\":\"refused\"}");
        refused(given().header("X-API-Key", ApiKeyText.mint(Mode.TEST).text().reveal()), "InvalidApiKey");
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void revokedKeyIsRefusedOnTheNextRequest() {
        var key = services.key(org, Mode.TEST);
        given().header("X-API-Key", key).get(ROUTE).then().statusCode(200);
        services.keys.on(Services.KEYS_RESOLVE, 200, "{\"outcome\":\"refused\"}");
        refused(given().header("X-API-Key", key), "InvalidApiKey");
    }

    @Test
    void sessionSignedOutIsRefusedOnTheNextRequest() {
        var session = services.session(org, Mode.TEST, "owner");
        given().header("Authorization", session).get(ROUTE).then().statusCode(200);
        services.auth.on(Services.SESSIONS_RESOLVE, 200, "{\"outcome\":\"refused\"}");
        refused(given().header("Authorization", session), "InvalidJwt");
    }

    @Test
    void expiredSessionIs401JwtExpired() {
        services.auth.on(Services.SESSIONS_RESOLVE, 200, "{\"outcome\":\"expired\"}");
        refused(given().header("Authorization", "Bearer a.b.c"), "JwtExpired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{}",
                "{\"outcome\":\"maybe\"}",
                "{\"outcome\":\"resolved\"}",
                "{\"outcome\":\"resolved\",\"keyId\":\"key_1\",\"orgId\":\"42\",\"mode\":\"test\"}",
                "{\"outcome\":\"resolved\",\"keyId\":\"key_1\",\"orgId\":\"org_01h455vb4pex5vsknk084sn02q\",\"mode\":\"live\"}",
                "{\"outcome\":\"resolved\",\"keyId\":\"key_1\",\"orgId\":\"org_01h455vb4pex5vsknk084sn02q\",\"mode\":\"test\",\"scopes\":[1]}",
            })
    void answerThatMakesNoSenseLetsNobodyIn(String answer) {
        services.keys.on(Services.KEYS_RESOLVE, 200, answer);
        unavailable(
                given().header("X-API-Key", ApiKeyText.mint(Mode.TEST).text().reveal()));
        assertTrue(services.payments.arrived().isEmpty());
    }

    @Test
    void failingResolverIs503() {
        services.keys.on(Services.KEYS_RESOLVE, 500, "{}");
        unavailable(
                given().header("X-API-Key", ApiKeyText.mint(Mode.TEST).text().reveal()));
        services.auth.on(Services.SESSIONS_RESOLVE, 401, "{}");
        unavailable(given().header("Authorization", "Bearer a.b.c"));
    }

    @Test
    void silentResolverIs503() {
        services.keys.on(Services.KEYS_RESOLVE, exchange -> {});
        unavailable(
                given().header("X-API-Key", ApiKeyText.mint(Mode.TEST).text().reveal()));
    }

    @Test
    void absentResolverIs503() {
        services.auth.stop();
        try {
            unavailable(given().header("Authorization", "Bearer a.b.c"));
        } finally {
            services.auth.start();
        }
    }

    @Test
    void resolverThatDroppedItsConnectionIsAskedAgain() {
        var calls = new AtomicInteger();
        services.keys.on(Services.KEYS_RESOLVE, exchange -> {
            if (calls.incrementAndGet() == 1) {
                exchange.close();
            } else {
                reply(exchange, 200, "{\"outcome\":\"refused\"}");
            }
        });
        refused(given().header("X-API-Key", ApiKeyText.mint(Mode.TEST).text().reveal()), "InvalidApiKey");
        assertEquals(2, calls.get());
    }

    private static List<?> scopes(@Nullable Object claim) {
        return claim instanceof List<?> scopes ? scopes : List.of();
    }

    private void unavailable(RequestSpecification request) {
        request.get(ROUTE).then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
    }
}
