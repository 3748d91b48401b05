package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.KeysApi.createKey;
import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.holder;
import static dev.tollgate.keys.KeysApi.owner;
import static dev.tollgate.keys.KeysApi.resolve;
import static dev.tollgate.keys.KeysApi.revoke;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** No credential gets more than it has, by any route of this service; what a body asks for is {@link CreateApiKeyApiTest}'s. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class EscalationApiTest {
    private static final Map<String, ?> WEAK =
            Map.of("name", "CI", "mode", "test", "scopes", List.of("api_keys:write"));
    private final String org = TestIds.next("org");

    @Inject
    SettableClock clock;

    /** The weaker caller sees what a list would show it too, and no secret. */
    @Test
    void replayOfAStrongerKeysCreationGivesNoSecret() {
        var strong = createKey(TestTokens.user(org, "owner", "test"), "once", Map.of("name", "ERP", "mode", "test"))
                .jsonPath()
                .getString("id");

        createKey(holder(org, "test", "api_keys:write"), "once", WEAK)
                .then()
                .statusCode(200)
                .body("id", equalTo(strong))
                .body("$", not(hasKey("secret")));
    }

    @Test
    void replayInTheOtherModeIsNoReplay() {
        OnboardingServer.says(org, "production_approved");
        createKey(TestTokens.user(org, "owner", "test"), "once", Map.of("name", "ERP", "mode", "live"));

        createKey(holder(org, "test"), "once", Map.of("name", "ERP", "mode", "live"))
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
    }

    /** It was let in before it was revoked; what it asks for comes after. */
    @Test
    void revokedKeyThatIsStillInFlightIssuesNoOther() {
        var id = created(org).getString("id");
        revoke(TestTokens.user(org, "owner", "test"), id);

        createKey(TestTokens.apiKeyWithId(id, org, "test"), WEAK)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
    }

    @Test
    void keyThatEndedWhileInFlightIssuesNoOther() {
        var end = clock.instant().plusSeconds(60);
        var id = created(org, Map.of("name", "CI", "mode", "test", "expiresAt", end.toString()))
                .getString("id");
        clock.advance(Duration.ofSeconds(60));

        var late = Map.of(
                "name", "CI", "mode", "test", "expiresAt", end.plusSeconds(60).toString());
        createKey(TestTokens.apiKeyWithId(id, org, "test"), late).then().statusCode(403);
    }

    @Test
    void keyThatDoesNotExistIssuesNone() {
        createKey(TestTokens.apiKey(org, "test"), WEAK).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        var elsewhere = created(TestIds.next("org")).getString("id");
        createKey(TestTokens.apiKeyWithId(elsewhere, org, "test"), WEAK).then().statusCode(403);
    }

    /** Whoever revokes a key finds every key that it issued: none comes afterwards. */
    @Test
    void ofARevocationAndAnIssueAtOnceTheIssuedKeyCameFirstOrNotAtAll() throws Exception {
        for (int round = 0; round < 8; round++) {
            var id = created(org).getString("id");
            var token = TestTokens.apiKeyWithId(id, org, "test");
            var turn = new AtomicInteger();

            var statuses = Concurrently.times(
                    2,
                    () -> turn.getAndIncrement() == 0
                            ? createKey(token, WEAK).statusCode()
                            : revoke(TestTokens.user(org, "owner", "test"), id).statusCode());

            assertTrue(statuses.contains(204), statuses.toString());
            assertTrue(statuses.contains(201) || statuses.contains(403), statuses.toString());
            createKey(token, WEAK).then().statusCode(403);
        }
    }

    @Test
    void doubledAndUnknownScopesGiveNothingMore() {
        var issuer = holder(org, "test", "api_keys:write", "invoices:read");
        var doubled = List.of("invoices:read", "invoices:read", "api_keys:write", "invoices:read");

        var key = createKey(issuer, Map.of("name", "CI", "mode", "test", "scopes", doubled))
                .then()
                .statusCode(201)
                .body("scopes", contains("invoices:read", "api_keys:write"))
                .extract()
                .<String>path("secret");
        resolve(key).then().body("scopes", contains("invoices:read", "api_keys:write"));
        for (var unknown :
                Arrays.asList("*", "API_KEYS:WRITE", " invoices:read", "invoices:read,invoices:write", "", null)) {
            var scopes = Arrays.asList("invoices:read", unknown);
            createKey(issuer, Map.of("name", "CI", "mode", "test", "scopes", scopes))
                    .then()
                    .statusCode(400)
                    .body("message", contains("scopes[1]: unknown scope " + unknown));
        }
    }

    /** An agent has the scopes of agents; and if it had every one, or none to restrict it, it still could not. */
    @Test
    void agentsIssueAndRevokeNoKeys() {
        var id = created(org).getString("id");
        for (var agent : new String[] {
            TestTokens.agent(org, "test"),
            TestTokens.agent(org, "test", "api_keys:write"),
            TestTokens.agent(org, "test", ApiKeyScope.ALL.toArray(String[]::new))
        }) {
            createKey(agent, WEAK).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
            revoke(agent, id).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        createKey(TestTokens.agent(org, "test", "payment_intents:write"), WEAK)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"));
    }

    /** It may take away what it could not give, in its own mode only: a revocation gives nobody anything. */
    @Test
    void weakKeyRevokesAStrongOneOfItsModeAndNothingElse() {
        var weak = holder(org, "test", "api_keys:write");
        var strong = created(org).getString("id");

        revoke(weak, strong).then().statusCode(204);
        owner(org).get("/v1/api-keys/" + strong).then().body("revokedAt", not(equalTo(null)));
    }

    @Test
    void factsTellWhoIssuedAndRevoked() {
        var issuer = created(org).getString("id");
        var admin = TestIds.next("usr");
        var id = createKey(TestTokens.apiKeyWithId(issuer, org, "test"), WEAK).<String>path("id");
        revoke(TestTokens.user(admin, org, "admin", "test"), id);

        try (var facts = FactsOnKafka.of("tollgate.keys.api_key.v1")) {
            var both = facts.await(id, 2);
            assertEquals(
                    "api_key", both.getFirst().data().path("actor").path("type").asText());
            assertEquals(issuer, both.getFirst().data().path("actor").path("id").asText());
            assertEquals(
                    "user", both.getLast().data().path("actor").path("type").asText());
            assertEquals(admin, both.getLast().data().path("actor").path("id").asText());
        }
    }
}
