package dev.tollgate.limits.agent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tier 3 means for an agent; its organization's own ceilings are lifted here, so that only the agent's are in the way. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class AgentCeilingApiTest {
    private static final String CUSTOM = "{\"perTx\":\"5000.00\",\"daily\":\"6000.00\",\"monthly\":\"80000.00\"}";

    private final String org = TestIds.next("org");
    private final String agent = TestIds.next("agt");
    private final String person = TestIds.next("usr");
    private final String staff = TestTokens.staff(person);

    @Test
    void untilSomethingIsAgreedOnTierTwosHold() {
        get(staff, "")
                .statusCode(200)
                .body("organizationId", equalTo(org))
                .body("agentId", equalTo(agent))
                .body("perTx", equalTo("1000.00"))
                .body("daily", equalTo("5000.00"))
                .body("monthly", equalTo("20000.00"))
                .body("source", equalTo("tier_2"));
    }

    @Test
    void whatIsAgreedOnHoldsForTheNextReservationAndItsEndToo() {
        new Books(org).override(null, null, null, true);
        assertEquals("exceeds_agent_ceiling_per_tx 1000.00", reserve(agent, 3, "1000.01"));

        put(staff, CUSTOM).statusCode(200).body("perTx", equalTo("5000.00")).body("source", equalTo("custom"));
        assertEquals("reserved", reserve(agent, 3, "5000.00"));
        assertEquals("exceeds_agent_ceiling_daily 6000.00", reserve(agent, 3, "1000.01"));
        assertEquals("exceeds_agent_ceiling_per_tx 5000.00", reserve(agent, 3, "5000.01"));

        delete(staff).statusCode(204);
        assertEquals("exceeds_agent_ceiling_daily 5000.00", reserve(agent, 3, "0.01"));
        get(staff, "").body("source", equalTo("tier_2"));
    }

    @Test
    void itIsThisAgentsAndOfTheThirdTierOnlyAndUnderItsOrganizationsCeilings() {
        put(staff, CUSTOM).statusCode(200);

        assertEquals("exceeds_tenant_beta_ceiling_per_tx 100.00", reserve(agent, 3, "4000.00"));
        assertEquals("exceeds_agent_ceiling_per_tx 1000.00", reserve(agent, 2, "1000.01"));
        assertEquals("exceeds_agent_ceiling_per_tx 20.00", reserve(agent, 0, "20.01"));
        assertEquals("exceeds_agent_ceiling_per_tx 1000.00", reserve(TestIds.next("agt"), 3, "1000.01"));
    }

    @Test
    void eachChangeIsInTheHistoryPublishedAndAuditedAndARepeatIsNone() {
        put(staff, CUSTOM).statusCode(200);
        put(TestTokens.staff(), CUSTOM).statusCode(200);
        delete(staff).statusCode(204);
        delete(staff).statusCode(204);

        get(staff, "/history")
                .statusCode(200)
                .body("data", hasSize(2))
                .body("data[1].before", nullValue())
                .body("data[1].after.daily", equalTo("6000.00"))
                .body("data[1].actor.id", equalTo(person))
                .body("data[0].before.daily", equalTo("6000.00"))
                .body("data[0].after", nullValue());
        String cursor = get(staff, "/history?limit=1").extract().path("nextCursor");
        get(staff, "/history?limit=1&cursor=" + cursor).body("data[0].after.perTx", equalTo("5000.00"));
        try (var facts = FactsOnKafka.of("tollgate.limits.agent_ceiling.v1")) {
            var fact = facts.await(agent, "dev.tollgate.limits.agent_ceiling.changed.v1");
            assertEquals("6000.00", fact.data().at("/after/daily").asText());
            assertEquals(person, fact.data().at("/actor/id").asText());
        }
        try (var records = FactsOnKafka.of("tollgate.limits.audit.v1")) {
            var recorded = records.await(org, 2);
            assertEquals(agent, recorded.getFirst().data().at("/target/id").asText());
            assertEquals(
                    "80000.00", recorded.getFirst().data().at("/after/monthly").asText());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"5000.00\" | null        | perTx: is required",
                "\"6000.00\" | \"0.00\"    | daily: must be greater than zero",
                "\"80000.00\"| \"1.001\"   | monthly: must have at most 2 decimals",
                "\"5000.00\" | 5000        | perTx: has the wrong type",
            })
    void whatIsWrongIsNamed(String field, String value, String violation) {
        put(staff, CUSTOM.replace(field, value))
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", hasItem(violation));
        get(staff, "").body("source", equalTo("tier_2"));
    }

    @Test
    void brokenBodiesAndBadPagesAreRefused() {
        put(staff, "{").statusCode(400).body("error", equalTo("MalformedJson"));
        put(staff, "{}").statusCode(400).body("message", hasItem("daily: is required"));
        get(staff, "/history?limit=0").statusCode(400);
        get(staff, "/history?cursor=x").statusCode(400);
    }

    @Test
    void onlyStaffMayLookOrSet() {
        for (var token :
                List.of(TestTokens.user(org, "owner", "live"), TestTokens.agent(org, "live"), TestTokens.service())) {
            get(token, "").statusCode(403).body("error", equalTo("InsufficientRole"));
            get(token, "/history").statusCode(403);
            put(token, CUSTOM).statusCode(403);
            delete(token).statusCode(403);
        }
        given().get(route(org, agent)).then().statusCode(401);
    }

    @Test
    void whatIsNoAgentsIdAndAnOrganizationThatThereIsNotAreNotFound() {
        var nobody = TestIds.next("org");
        Peers.unknown(nobody);

        for (var path : List.of(route(nobody, agent), route("org_1", agent), route(org, "agt_1"), route(org, org))) {
            as(staff).get(path).then().statusCode(404).body("error", equalTo("NotFound"));
            as(staff).get(path + "/history").then().statusCode(404);
            as(staff)
                    .contentType("application/json")
                    .body(CUSTOM)
                    .put(path)
                    .then()
                    .statusCode(404);
            as(staff).delete(path).then().statusCode(404);
        }
        assertFalse(new Books(nobody).isOpen());
    }

    @Test
    void whileOnboardingIsAwayNothingIsSet() {
        Peers.silent(org);

        put(staff, CUSTOM).statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        get(staff, "").statusCode(503);
        assertFalse(new Books(org).isOpen());
    }

    /** {@code reserved}, or why not and the limit. */
    private String reserve(String agentId, int tier, String amount) {
        var answer = as(TestTokens.service())
                .contentType("application/json")
                .body("""
                        {"amount":"%s","currency":"USD","path":"payment_intent","reference":"%s","orgId":"%s","mode":"live",
                         "actor":{"type":"agent","id":"%s","kyaTier":%d}}""".formatted(amount, TestIds.next("pi"), org, agentId, tier))
                .post("/internal/v1/reservations")
                .then()
                .statusCode(200)
                .extract();
        return answer.path("outcome").equals("reserved")
                ? "reserved"
                : answer.path("details.reason") + " " + answer.path("details.limit");
    }

    private ValidatableResponse get(String token, String below) {
        return as(token).get(route(org, agent) + below).then();
    }

    private ValidatableResponse put(String token, String body) {
        return as(token)
                .contentType("application/json")
                .body(body)
                .put(route(org, agent))
                .then();
    }

    private ValidatableResponse delete(String token) {
        return as(token).delete(route(org, agent)).then();
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static String route(String orgId, String agentId) {
        return "/v1/admin/organizations/" + orgId + "/agents/" + agentId + "/ceiling";
    }
}
