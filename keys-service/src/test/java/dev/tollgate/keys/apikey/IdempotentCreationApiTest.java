package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.createKey;
import static dev.tollgate.keys.KeysApi.holder;
import static dev.tollgate.keys.KeysApi.revoke;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Idempotency-Key} on {@code POST /v1/api-keys} (contract/conventions.md, Idempotency). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class IdempotentCreationApiTest {
    private static final Map<String, ?> TEST_KEY = Map.of("name", "ERP", "mode", "test");
    private static final Map<String, ?> LIVE_KEY = Map.of("name", "ERP", "mode", "live");
    private final String org = TestIds.next("org");
    private final String token = TestTokens.user(org, "owner", "test");
    private final String repeat = UUID.randomUUID().toString();

    @Inject
    SettableClock clock;

    @AfterEach
    void now() {
        clock.letRun();
    }

    @Test
    void replayReturnsTheKeyWithoutItsSecretWhateverTheBodySays() {
        var first = createKey(token, repeat, TEST_KEY)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .jsonPath();

        createKey(token, repeat, Map.of("name", "Another", "mode", "test"))
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first.getString("id")))
                .body("name", equalTo("ERP"))
                .body("$", not(hasKey("secret")));
    }

    @Test
    void bodyOfAReplayIsNotLookedAt() {
        var id = createKey(token, repeat, TEST_KEY).jsonPath().getString("id");

        for (var body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("name", "", "mode", "test", "scopes", List.of("x:y")),
                Map.of("mode", "prod"),
                Map.of("mode", "test", "environment", "live"),
                Map.of("expiresAt", "2020-01-01T00:00:00Z"))) {
            createKey(token, repeat, body)
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", "true")
                    .body("id", equalTo(id));
            createKey(token, UUID.randomUUID().toString(), body)
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("ValidationError"));
        }
        as(token)
                .header("Idempotency-Key", repeat)
                .post("/v1/api-keys")
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
    }

    @Test
    void sameRequestAfterItsEndHasPassedIsAReplay() {
        var end = clock.instant().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        var body = Map.of("name", "ERP", "mode", "test", "expiresAt", end.toString());
        var id = createKey(token, repeat, body).then().statusCode(201).extract().<String>path("id");
        clock.advance(Duration.ofSeconds(61));

        createKey(token, repeat, body).then().statusCode(200).body("id", equalTo(id));
        createKey(token, body).then().statusCode(400);
    }

    @Test
    void keyOfItsOwnModeIsReplayedToAnApiKeyWhateverModeTheBodyNames() {
        var program = holder(org, "test");
        var id = createKey(program, repeat, TEST_KEY).jsonPath().getString("id");

        createKey(program, repeat, LIVE_KEY).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void replayShowsTheKeyAsItIsNow() {
        var id = createKey(token, repeat, TEST_KEY).jsonPath().getString("id");
        revoke(token, id).then().statusCode(204);

        createKey(token, repeat, TEST_KEY).then().statusCode(200).body("revokedAt", notNullValue());
    }

    @Test
    void replayOfALiveKeyNeedsNobodyElse() {
        OnboardingServer.says(org, "production_approved");
        var id = createKey(token, repeat, LIVE_KEY)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        OnboardingServer.says(org, OnboardingServer.FAILS);

        createKey(token, repeat, LIVE_KEY).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void keyOfTheOtherModeAndOfAnotherOrganizationIsAnotherKey() {
        var stranger = TestIds.next("org");
        OnboardingServer.says(org, "production_approved");
        var id = createKey(token, repeat, TEST_KEY).jsonPath().getString("id");

        createKey(token, repeat, LIVE_KEY).then().statusCode(201).body("id", not(equalTo(id)));
        createKey(TestTokens.user(stranger, "owner", "test"), repeat, TEST_KEY)
                .then()
                .statusCode(201)
                .body("id", not(equalTo(id)));
    }

    @Test
    void withoutAKeyEveryRequestCreates() {
        assertNotEquals(
                createKey(token, TEST_KEY).jsonPath().getString("id"),
                createKey(token, TEST_KEY).jsonPath().getString("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "schlüssel"})
    void keyThatIsNotVisibleAsciiIsRefused(String malformed) {
        createKey(token, malformed, TEST_KEY).then().statusCode(400).body("error", equalTo("ValidationError"));
    }

    @Test
    void keyThatIsTooLongIsRefused() {
        createKey(token, "k".repeat(255), TEST_KEY).then().statusCode(201);
        createKey(token, "k".repeat(256), TEST_KEY).then().statusCode(400);
    }

    @Test
    void ofRacingRequestsOneCreatesAndAllGetThatKey() throws Exception {
        var answers = Concurrently.times(12, () -> createKey(token, repeat, TEST_KEY));

        var ids = answers.stream().map(answer -> answer.path("id")).distinct().toList();
        assertEquals(1, ids.size());
        assertEquals(
                1,
                Collections.frequency(answers.stream().map(Response::statusCode).toList(), 201));
        assertEquals(
                11,
                Collections.frequency(answers.stream().map(Response::statusCode).toList(), 200));
        assertEquals(1, rows());
        onlyOneFact(String.valueOf(ids.getFirst()));
    }

    /** A fact of a later key shows that all earlier ones were carried. */
    private void onlyOneFact(String id) {
        var later = createKey(token, TEST_KEY).jsonPath().getString("id");
        try (var facts = FactsOnKafka.of("tollgate.keys.api_key.v1")) {
            facts.await(id, 1);
            facts.await(later, 1);
            assertEquals(1, facts.seen(id).size());
        }
    }

    private int rows() throws Exception {
        try (var database = Infra.postgres().asSuperuser();
                var query = database.prepareStatement("select count(*) from keys.api_key where org_id = ?")) {
            query.setString(1, org);
            try (var count = query.executeQuery()) {
                count.next();
                return count.getInt(1);
            }
        }
    }
}
