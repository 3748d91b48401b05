package dev.tollgate.limits.override;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class BetaCeilingApiTest {
    private final String org = TestIds.next("org");
    private final CeilingCalls calls = new CeilingCalls(org);
    private final String staff = TestTokens.staff();
    private final Books books = new Books(org);

    @Test
    void whereNothingWasSetTheDefaultsHold() {
        calls.get(staff, "")
                .statusCode(200)
                .body("organizationId", equalTo(org))
                .body("beta_ceiling_per_tx", nullValue())
                .body("beta_ceiling_disabled", equalTo(false))
                .body("effective.perTx", equalTo("100.00"))
                .body("effective.daily", equalTo("500.00"))
                .body("effective.monthly", equalTo("2000.00"))
                .body("effective.source", equalTo("platform_default"));
    }

    @Test
    void whatStaffSetsHoldsForTheNextReservation() {
        calls.put(staff, "{\"beta_ceiling_per_tx\":\"250.00\",\"beta_ceiling_daily\":null}")
                .statusCode(200)
                .body("beta_ceiling_per_tx", equalTo("250.00"))
                .body("effective.perTx", equalTo("250.00"))
                .body("effective.daily", equalTo("500.00"))
                .body("effective.source", equalTo("override"));
        calls.reserve("250.00").body("outcome", equalTo("reserved"));
        calls.reserve("250.01").body("details.limit", equalTo("250.00"));

        calls.put(staff, "{\"beta_ceiling_per_tx\":null}").body("effective.source", equalTo("platform_default"));

        calls.reserve("100.01").body("outcome", equalTo("denied")).body("details.limit", equalTo("100.00"));
    }

    @Test
    void liftedCeilingsLetEverythingThrough() {
        calls.put(staff, "{\"beta_ceiling_disabled\":true}").body("effective.disabled", equalTo(true));

        calls.reserve("9000.00").body("outcome", equalTo("reserved"));
    }

    @Test
    void eachChangeIsInTheHistoryAndPublishedAndARepeatIsNone() {
        var person = TestIds.next("usr");
        var body = "{\"beta_ceiling_daily\":\"1000.00\"}";
        calls.put(TestTokens.staff(person), body).statusCode(200);
        calls.put(staff, body).statusCode(200);
        calls.put(staff, "{\"beta_ceiling_disabled\":true}").statusCode(200);

        calls.get(staff, "/history")
                .statusCode(200)
                .body("data", hasSize(2))
                .body("nextCursor", nullValue())
                .body("data[1].actor.id", equalTo(person))
                .body("data[1].actor.type", equalTo("staff"))
                .body("data[1].source", equalTo("staff"))
                .body("data[1].before.beta_ceiling_daily", nullValue())
                .body("data[1].after.beta_ceiling_daily", equalTo("1000.00"))
                .body("data[0].after.beta_ceiling_disabled", equalTo(true));
        String cursor = calls.get(staff, "/history?limit=1")
                .body("data", hasSize(1))
                .extract()
                .path("nextCursor");
        calls.get(staff, "/history?limit=1&cursor=" + cursor).body("data[0].actor.id", equalTo(person));
        try (var facts = FactsOnKafka.of("tollgate.limits.ceiling.v1")) {
            var fact = facts.await(org, "dev.tollgate.limits.ceiling.changed.v1");
            assertEquals("1000.00", fact.data().path("after").path("daily").asText());
            assertEquals(person, fact.data().path("actor").path("id").asText());
        }
        try (var records = FactsOnKafka.of("tollgate.limits.audit.v1")) {
            var recorded = records.await(org, 2);
            assertEquals(person, recorded.getFirst().data().at("/actor/id").asText());
            assertEquals(
                    "1000.00", recorded.getFirst().data().at("/after/daily").asText());
            assertEquals("1000.00", recorded.get(1).data().at("/before/daily").asText());
            assertEquals(true, recorded.get(1).data().at("/after/disabled").asBoolean());
        }
    }

    @Test
    void aDecisionsCeilingThatIsOnItsWayIsAppliedFirstAndOvertakesNothing() {
        Peers.access(org, "production_approved", 4, "{\"perTx\":\"700.00\"}");

        calls.put(staff, "{\"beta_ceiling_per_tx\":\"50.00\"}").body("effective.perTx", equalTo("50.00"));

        calls.reserve("50.01").body("details.limit", equalTo("50.00"));
        assertEquals(List.of("decision 4 70000", "staff null 5000"), books.ceilingChanges());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"perTx\":\"50.00\"}",
                "{\"beta_ceiling_pertx\":\"50.00\",\"disabled\":true}",
                "[]",
                "\"x\""
            })
    void aBodyThatNamesNoneOfTheFourResetsNothing(String body) {
        calls.put(staff, "{\"beta_ceiling_per_tx\":\"250.00\"}").statusCode(200);

        calls.put(staff, body)
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body(
                        "message",
                        hasItem("body: must have at least one of beta_ceiling_per_tx, beta_ceiling_daily,"
                                + " beta_ceiling_monthly, beta_ceiling_disabled"));

        calls.get(staff, "").body("effective.perTx", equalTo("250.00"));
    }

    @Test
    void aMissingBodyIsAValidationError() {
        for (var body : List.of("", "null")) {
            calls.put(staff, body).statusCode(400).body("message", hasItem("body: is required"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"beta_ceiling_per_tx\":\"-1.00\"}   | beta_ceiling_per_tx: must be a positive decimal string like \"12500.00\"",
                "{\"beta_ceiling_daily\":\"0.00\"}     | beta_ceiling_daily: must be greater than zero",
                "{\"beta_ceiling_monthly\":\"1.001\"}  | beta_ceiling_monthly: must have at most 2 decimals",
                "{\"beta_ceiling_per_tx\":50}          | beta_ceiling_per_tx: has the wrong type",
                "{\"beta_ceiling_disabled\":\"yes\"}   | beta_ceiling_disabled: has the wrong type",
            })
    void whatIsWrongIsNamed(String body, String violation) {
        calls.put(staff, body)
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", hasItem(violation));
    }

    @Test
    void brokenJsonAndBadPagesAreRefused() {
        calls.put(staff, "{").statusCode(400).body("error", equalTo("MalformedJson"));
        calls.get(staff, "/history?limit=0").statusCode(400);
        calls.get(staff, "/history?cursor=x").statusCode(400);
    }

    @Test
    void onlyStaffMayLookOrSet() {
        for (var token :
                List.of(TestTokens.user(org, "owner", "live"), TestTokens.apiKey(org, "live"), TestTokens.service())) {
            calls.get(token, "").statusCode(403).body("error", equalTo("InsufficientRole"));
            calls.get(token, "/history").statusCode(403);
            calls.put(token, "{}").statusCode(403);
        }
        given().get(CeilingCalls.route(org)).then().statusCode(401);
    }

    @Test
    void whatIsNoOrganizationsIdIsNotFound() {
        for (var path : List.of(CeilingCalls.route("org_1"), CeilingCalls.route("org_1") + "/history")) {
            given().header("Authorization", "Bearer " + staff)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .body("error", equalTo("NotFound"));
        }
    }

    @Test
    void servicesAndTheOrganizationItselfAreToldWhatHolds() {
        calls.put(staff, "{\"beta_ceiling_daily\":\"1000.00\"}");

        for (var token : List.of(
                TestTokens.service(), staff, TestTokens.apiKey(org, "test"), TestTokens.user(org, "viewer", "live"))) {
            calls.internal(token)
                    .statusCode(200)
                    .body("perTx", equalTo("100.00"))
                    .body("daily", equalTo("1000.00"))
                    .body("monthly", equalTo("2000.00"))
                    .body("disabled", equalTo(false))
                    .body("source", equalTo("override"));
        }
        calls.internal(TestTokens.apiKey(TestIds.next("org"), "live")).statusCode(404);
        calls.internal(TestTokens.anonymous()).statusCode(403);
        given().get("/internal/v1/organizations/" + org + "/ceiling").then().statusCode(401);
        given().header("Authorization", "Bearer " + staff)
                .get("/internal/v1/organizations/org_1/ceiling")
                .then()
                .statusCode(404);
    }
}
