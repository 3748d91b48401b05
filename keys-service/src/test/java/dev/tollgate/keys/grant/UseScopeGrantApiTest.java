package dev.tollgate.keys.grant;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.createdAgent;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /internal/v1/scope-grants/use}: exactly one use of a grant, and exactly one grant a reference. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class UseScopeGrantApiTest {
    private GrantsApi api;

    @Inject
    SettableClock clock;

    @BeforeEach
    void newOrganization() {
        api = GrantsApi.ofNewOrganization("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void grantIsUsedOnce(String mode) {
        var api = GrantsApi.ofNewOrganization(mode);
        var id = api.given();

        api.use("order-1")
                .then()
                .statusCode(200)
                .body("keySet()", containsInAnyOrder("outcome", "grantId"))
                .body("outcome", equalTo("used"))
                .body("grantId", equalTo(id));
        missing("order-2");
    }

    @Test
    void sameReferenceGetsTheSameGrantAgainAndNeverASecondOne() {
        var id = api.given();
        api.given();

        for (int i = 0; i < 3; i++) {
            api.use("order-1").then().body("outcome", equalTo("used")).body("grantId", equalTo(id));
        }
        api.list(api.owner(), "").then().body("data.findAll { it.usedAt != null }.size()", equalTo(1));
    }

    @Test
    void grantThatEndsFirstIsUsedFirstAndOneThatEndedIsNot() {
        var endless = api.given();
        var late = given(Duration.ofHours(2));
        var early = given(Duration.ofHours(1));
        var over = given(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));

        for (var expected : List.of(early, late, endless)) {
            api.use("for-" + expected).then().body("grantId", equalTo(expected));
        }
        missing("for-" + over);
    }

    /** What was used stays used, also when it would be over by now. */
    @Test
    void repeatAfterTheGrantsEndStillGetsIt() {
        var id = given(Duration.ofMinutes(1));
        api.use("order-1").then().body("grantId", equalTo(id));
        clock.advance(Duration.ofMinutes(1));

        api.use("order-1").then().body("outcome", equalTo("used")).body("grantId", equalTo(id));
    }

    @Test
    void grantIsForItsAgentOrganizationAndModeOnly() {
        api.given();
        var other = createdAgent(api.org(), "test").getString("id");

        for (var stranger : new String[] {
            TestTokens.agentWithId(other, api.org(), "test"),
            TestTokens.agentWithId(api.agentId(), api.org(), "live"),
            TestTokens.agentWithId(api.agentId(), TestIds.next("org"), "test")
        }) {
            api.use(stranger, "order-1").then().statusCode(200).body("outcome", equalTo("missing"));
        }
        api.use("order-1").then().body("outcome", equalTo("used"));
    }

    @Test
    void referencesOfTwoAgentsHaveNothingToDoWithEachOther() {
        var other = createdAgent(api.org(), "test").getString("id");
        var mine = api.given();
        var theirs = api.give(api.owner(), Map.of("agentId", other, "scope", "treasury"))
                .<String>path("id");

        api.use("order-1").then().body("grantId", equalTo(mine));
        api.use(TestTokens.agentWithId(other, api.org(), "test"), "order-1")
                .then()
                .body("grantId", equalTo(theirs));
    }

    /** One row, many references: one wins. */
    @Test
    void ofRacingReferencesOneGetsTheOneGrant() throws Exception {
        api.given();
        var number = new AtomicInteger();

        var outcomes = Concurrently.times(
                10, () -> api.use("order-" + number.incrementAndGet()).<String>path("outcome"));

        assertEquals(1, Collections.frequency(outcomes, "used"));
        assertEquals(9, Collections.frequency(outcomes, "missing"));
    }

    /** One reference, one row: all get it, although most of them waited for a grant that was used meanwhile. */
    @Test
    void racingRepeatsOfOneReferenceAllGetTheOneGrant() throws Exception {
        var id = api.given();

        var grants = Concurrently.times(10, () -> api.use("order-1").<String>path("grantId"));

        assertEquals(Collections.nCopies(10, id), grants);
        assertUsedOnce(id);
    }

    /** One reference, many rows: the unique index decides. */
    @Test
    void racingRepeatsOfOneReferenceUseOneOfManyGrants() throws Exception {
        for (int i = 0; i < 10; i++) {
            api.given();
        }

        var grants = Concurrently.times(10, () -> api.use("order-1").<String>path("grantId"));

        assertEquals(1, new HashSet<>(grants).size());
        assertUsedOnce(grants.getFirst());
        api.list(api.owner(), "?limit=100").then().body("data.findAll { it.usedAt != null }.size()", equalTo(1));
    }

    @Test
    void racingReferencesWithEnoughGrantsGetOneEach() throws Exception {
        for (int i = 0; i < 8; i++) {
            api.given();
        }
        var number = new AtomicInteger();

        var grants = Concurrently.times(
                8, () -> api.use("order-" + number.incrementAndGet()).<String>path("grantId"));

        assertEquals(8, grants.stream().filter(Objects::nonNull).distinct().count());
    }

    @Test
    void useAndRevocationExcludeEachOther() throws Exception {
        for (int round = 0; round < 5; round++) {
            var id = api.given();
            var reference = "round-" + round;
            var turn = new AtomicInteger();

            var outcomes = Concurrently.times(
                    2,
                    () -> turn.getAndIncrement() == 0
                            ? api.use(reference).<String>path("outcome")
                            : String.valueOf(api.revoke(api.owner(), id).statusCode()));

            boolean used = outcomes.contains("used");
            assertEquals(used, outcomes.contains("409"), outcomes.toString());
            assertEquals(!used, outcomes.contains("204"), outcomes.toString());
        }
    }

    @Test
    void onlyAgentsUseGrants() {
        api.given();
        for (var other : new String[] {
            api.owner(), TestTokens.apiKey(api.org(), "test"), TestTokens.apiKey(api.org(), "test", "api_keys:write")
        }) {
            api.use(other, "order-1").then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
        for (var other : new String[] {TestTokens.service(), TestTokens.staff()}) {
            api.use(other, "order-1").then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("scope", "treasury", "reference", "order-1"))
                .post("/internal/v1/scope-grants/use")
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsNoUseIsRefused() {
        var agent = TestTokens.agentWithId(api.agentId(), api.org(), "test");
        for (var body : List.of(
                Map.of("scope", "treasury"),
                Map.of("reference", "order-1"),
                Map.of("scope", "api_keys:write", "reference", "order-1"),
                Map.of("scope", "treasury", "reference", ""),
                Map.of("scope", "treasury", "reference", "x".repeat(513)))) {
            as(agent)
                    .body(body)
                    .post("/internal/v1/scope-grants/use")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("ValidationError"));
        }
        RestAssured.given()
                .auth()
                .oauth2(agent)
                .contentType("text/plain")
                .body("x")
                .post("/internal/v1/scope-grants/use")
                .then()
                .statusCode(415);
    }

    private void assertUsedOnce(String id) {
        var later = api.given();
        try (var facts = FactsOnKafka.of("tollgate.keys.scope_grant.v1")) {
            facts.await(id, "dev.tollgate.keys.scope_grant.used.v1");
            facts.await(later, "dev.tollgate.keys.scope_grant.given.v1");
            assertEquals(2, facts.seen(id).size());
        }
    }

    private void missing(String reference) {
        api.use(reference)
                .then()
                .statusCode(200)
                .body("keySet()", containsInAnyOrder("outcome"))
                .body("outcome", equalTo("missing"));
    }

    private String given(Duration life) {
        var end = clock.instant().plus(life).toString();
        return api.give(api.owner(), Map.of("agentId", api.agentId(), "scope", "treasury", "expiresAt", end))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
