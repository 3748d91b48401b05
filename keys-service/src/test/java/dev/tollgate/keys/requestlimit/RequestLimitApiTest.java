package dev.tollgate.keys.requestlimit;

import static dev.tollgate.keys.KeysApi.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code PUT /v1/admin/organizations/{orgId}/request-limits}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class RequestLimitApiTest {
    private final String org = TestIds.next("org");

    @Test
    void whatStaffSetIsShownAndNullIsTheDefault() {
        get(TestTokens.staff(), org)
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(2))
                .body("test", nullValue())
                .body("live", nullValue());

        put(TestTokens.staff(), org, Map.of("test", 2_000, "live", 12_000))
                .then()
                .statusCode(200)
                .body("test", equalTo(2_000))
                .body("live", equalTo(12_000));
        get(TestTokens.staff(), org).then().body("live", equalTo(12_000));

        put(TestTokens.staff(), org, Map.of("live", 1)).then().statusCode(200).body("test", nullValue());
        get(TestTokens.staff(), org).then().body("test", nullValue()).body("live", equalTo(1));
    }

    @Test
    void changeIsAFactWithItsActorAndARepeatIsNone() {
        var reviewer = TestIds.next("usr");
        put(TestTokens.staff(reviewer), org, Map.of("test", 2_000));
        put(TestTokens.staff(), org, Map.of("test", 2_000)).then().statusCode(200);
        put(TestTokens.staff(), org, Map.of("test", 3_000));

        try (var facts = FactsOnKafka.of("tollgate.keys.request_limits.v1")) {
            var both = facts.await(org, 2);
            var first = both.getFirst();
            assertEquals("dev.tollgate.keys.request_limits.changed.v1", first.type());
            assertEquals(reviewer, first.data().path("actor").path("id").asText());
            assertEquals("staff", first.data().path("actor").path("type").asText());
            assertTrue(first.data().path("before").path("test").isNull());
            assertEquals(2_000, first.data().path("after").path("test").asInt());
            assertEquals(
                    2_000, both.getLast().data().path("before").path("test").asInt());
            assertEquals(3_000, both.getLast().data().path("after").path("test").asInt());
        }
    }

    /** Each fact begins where the one before it ended, also if there was no row to lock. */
    @Test
    void racingChangesAreToldInTheirOrder() throws Exception {
        var limit = new AtomicInteger();

        Concurrently.times(
                6,
                () -> put(TestTokens.staff(), org, Map.of("test", limit.incrementAndGet()))
                        .statusCode());

        try (var facts = FactsOnKafka.of("tollgate.keys.request_limits.v1")) {
            int before = 0;
            for (var fact : facts.await(org, 6)) {
                assertEquals(before, fact.data().path("before").path("test").asInt());
                before = fact.data().path("after").path("test").asInt();
            }
        }
    }

    @Test
    void onlyStaffMay() {
        for (var token : new String[] {
            TestTokens.user(org, "owner", "test"),
            TestTokens.apiKey(org, "test"),
            TestTokens.agent(org, "test"),
            TestTokens.service()
        }) {
            get(token, org).then().statusCode(403).body("error", equalTo("InsufficientRole"));
            put(token, org, Map.of("test", 1)).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
        given().get(path(org)).then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body(Map.of("test", 1))
                .put(path(org))
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "key_01kay4d0y5e1rrv4x8p0m6c2tz"})
    void whatIsNoOrganizationIsAbsent(String id) {
        get(TestTokens.staff(), id).then().statusCode(404).body("error", equalTo("NotFound"));
        put(TestTokens.staff(), id, Map.of("test", 1)).then().statusCode(404);
    }

    @Test
    void violationsNameTheirPath() {
        put(TestTokens.staff(), org, Map.of("test", 0, "live", 1_000_001))
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body(
                        "message",
                        contains(
                                "live: must be a number from 1 to 1000000",
                                "test: must be a number from 1 to 1000000"));
        put(TestTokens.staff(), org, Map.of("test", "1")).then().statusCode(400);
        as(TestTokens.staff()).put(path(org)).then().statusCode(400);
        given().auth()
                .oauth2(TestTokens.staff())
                .contentType("text/plain")
                .body("x")
                .put(path(org))
                .then()
                .statusCode(415);
    }

    private static Response get(String token, String orgId) {
        return as(token).get(path(orgId));
    }

    private static Response put(String token, String orgId, Map<String, ?> body) {
        return as(token).body(body).put(path(orgId));
    }

    private static String path(String orgId) {
        return "/v1/admin/organizations/" + orgId + "/request-limits";
    }
}
