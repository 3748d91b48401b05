package dev.tollgate.onboarding.review;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static dev.tollgate.onboarding.Api.staff;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.organization.OrganizationFacts;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class ReviewApiTest {
    private static final String LIST = "/v1/admin/production-access";
    private static final String TOPIC = "tollgate.onboarding.production_access.v1";
    private final Api api = Api.ofNewOrganization();

    @Test
    void aDecisionAnswersWithTheOrganizationAndItsHistory() {
        api.declare();
        var reviewer = TestIds.next("usr");

        post(
                        as(TestTokens.staff(reviewer)),
                        path("approve"),
                        Map.of("notes", " Welcome. ", "ceiling", Map.of("daily", "9.00")))
                .then()
                .statusCode(200)
                .body("organizationId", equalTo(api.org()))
                .body("status", equalTo("production_approved"))
                .body("reviewNotes", equalTo("Welcome."))
                .body("declaration.intended_use_case", equalTo(Api.USE_CASE))
                .body("history.what", contains("declared", "approved"))
                .body("history.from", contains("sandbox_only", "declaration_pending"))
                .body("history.to", contains("declaration_pending", "production_approved"))
                .body("decision", equalTo(2))
                .body("history.decision", contains(1, 2))
                .body("history.actorId", contains(api.ownerId(), reviewer))
                .body("history.actor.type", contains("user", "staff"))
                .body("history[0].declaration.intended_use_case", equalTo(Api.USE_CASE))
                .body("history[1].ceiling.daily", equalTo("9.00"))
                .body("history[1].ceiling.perTx", nullValue())
                .body("history.notes", contains(nullValue(), equalTo("Welcome.")));
    }

    @Test
    void theHistoryReplaysToTheStateAndMatchesTheFactsOneToOne() {
        api.declare().then().statusCode(202);
        api.decide("deny").then().statusCode(200);
        refused(api.decide("approve"), 409, "InvalidState");
        api.declare().then().statusCode(202);
        refused(api.declare(), 403, "FORBIDDEN");
        Stream.of("approve", "suspend", "reinstate", "suspend")
                .forEach(decision -> api.decide(decision).then().statusCode(200));

        var found = api.reviewed().then().statusCode(200).extract().jsonPath();
        var history = found.<Map<String, Object>>getList("history");
        var state = "sandbox_only";
        for (var move : history) {
            assertEquals(state, move.get("from"));
            state = String.valueOf(move.get("to"));
        }
        assertEquals(found.getString("status"), state);
        assertEquals(7, history.size());
        try (var facts = FactsOnKafka.of(TOPIC)) {
            var published = facts.await(api.org(), history.size());
            for (int i = 0; i < history.size(); i++) {
                var fact = published.get(i);
                EventSchemas.assertValid(fact.value());
                assertEquals(
                        "dev.tollgate.onboarding.production_access."
                                + history.get(i).get("what") + ".v1",
                        fact.type());
                for (var field : List.of("from", "to", "actorId")) {
                    assertEquals(
                            history.get(i).get(field), fact.data().path(field).asText());
                }
                assertEquals(i + 1, fact.data().path("decision").asInt());
                assertEquals(
                        history.get(i).get("notes"), fact.data().path("notes").textValue());
            }
            assertEquals(history.size(), facts.seen(api.org()).size());
        }
    }

    @Test
    void approveAndReinstateNeedNoBody() {
        api.declare();
        staff().noContentType().post(path("approve")).then().statusCode(200).body("reviewNotes", nullValue());
        api.decide("suspend").then().statusCode(200);
        staff().contentType(ContentType.JSON).post(path("reinstate")).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny", "suspend"})
    void aReasonIsRequiredToDenyAndToSuspend(String decision) {
        api.declare();

        for (var body : List.of("{}", "{\"notes\":null}", "{\"notes\":\"  \"}")) {
            refused(post(staff(), path(decision), body), 400, "ValidationError")
                    .body("message", contains("notes: is required"));
        }
        refused(staff().contentType(ContentType.JSON).post(path(decision)), 400, "ValidationError");
        refused(post(staff(), path(decision), Map.of("notes", "x".repeat(2001))), 400, "ValidationError");
        refused(post(staff(), path(decision), Map.of("notes", 5)), 400, "ValidationError");
        refused(post(staff(), path(decision), "{"), 400, "MalformedJson");
        api.productionStatus().then().body("status", equalTo("declaration_pending"));
    }

    @Test
    void notesMayHaveTwoThousandCharacters() {
        api.declare();

        post(staff(), path("deny"), Map.of("notes", "x".repeat(2000))).then().statusCode(200);
    }

    @Test
    void aMoveThatThePictureDoesNotHaveIsRefusedWithoutATrace() {
        api.approved();

        refused(api.decide("approve"), 409, "InvalidState")
                .body("details.currentState", equalTo("production_approved"))
                .body("details.allowedStates", contains("declaration_pending"));
        refused(api.decide("reinstate"), 409, "InvalidState");
        api.reviewed().then().body("history.size()", equalTo(2));
    }

    @Test
    void aReviewerWhoSaysWhatTheyLookedAtDecidesAboutNothingElse() {
        api.declare();
        api.decide("deny");
        api.declare();

        refused(post(staff(), path("approve"), Map.of("expectedDecision", 1)), 409, "InvalidState")
                .body("details.currentState", equalTo("declaration_pending"));
        post(staff(), path("approve"), Map.of("expectedDecision", 3)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"-1\"", "\"0\"", "\"1.001\"", "\"1e3\"", "100", "\"9999999999999\""})
    void aCeilingIsAPositiveAmountOfDollarsAndCents(String amount) {
        api.declare();

        refused(post(staff(), path("approve"), "{\"ceiling\":{\"daily\":" + amount + "}}"), 400, "ValidationError");
        api.productionStatus().then().body("status", equalTo("declaration_pending"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"beta_ceiling_daily\":\"9.00\"}", "{\"daily\":null}"})
    void aCeilingThatNamesNoneResetsNothing(String ceiling) {
        api.declare();

        refused(post(staff(), path("approve"), "{\"ceiling\":" + ceiling + "}"), 400, "ValidationError");
        api.productionStatus().then().body("status", equalTo("declaration_pending"));
    }

    @Test
    void anOrganizationThatHasNotDeclaredCannotBeDecidedAbout() throws Exception {
        OrganizationFacts.signUp(api, "Quiet");

        refused(api.decide("approve"), 409, "InvalidState").body("details.currentState", equalTo("sandbox_only"));
    }

    @Test
    void anOrganizationNobodyHeardOfIsAbsent() {
        for (var decision : List.of("approve", "deny", "suspend", "reinstate")) {
            refused(api.decide(decision), 404, "NotFound");
            refused(post(staff(), LIST + "/org_x/" + decision, Map.of("notes", "because")), 404, "NotFound");
        }
        refused(api.reviewed(), 404, "NotFound");
        refused(staff().get(LIST + "/nonsense"), 404, "NotFound");
    }

    @Test
    void onlyStaffReview() {
        api.declare();
        for (var token : List.of(
                TestTokens.user(api.org(), "owner", "live"),
                TestTokens.apiKey(api.org(), "live"),
                TestTokens.service(),
                TestTokens.anonymous())) {
            refused(as(token).get(LIST), 403, "InsufficientRole");
            refused(as(token).get(LIST + "/" + api.org()), 403, "InsufficientRole");
            for (var decision : List.of("approve", "deny", "suspend", "reinstate")) {
                refused(post(as(token), path(decision), Map.of("notes", "x")), 403, "InsufficientRole");
            }
        }
        refused(given().get(LIST), 401, "AuthenticationRequired");
        refused(given().get(LIST + "/" + api.org()), 401, "AuthenticationRequired");
        refused(given().noContentType().post(path("approve")), 401, "AuthenticationRequired");
        api.productionStatus().then().body("status", equalTo("declaration_pending"));
    }

    @Test
    void theListIsOldestFirstAndItsPagesNeitherRepeatNorSkip() {
        var orgs = Stream.generate(Api::ofNewOrganization).limit(5).toList();
        orgs.forEach(org -> org.declare().then().statusCode(202));

        var seen = walk("declaration_pending", 2);

        var ours = orgs.stream().map(Api::org).toList();
        assertEquals(ours, seen.stream().filter(ours::contains).toList());
        assertEquals(seen.size(), seen.stream().distinct().count());
    }

    @Test
    void theListFiltersByState() {
        api.approved();

        assertTrue(walk("production_approved", 100).contains(api.org()));
        assertFalse(walk("declaration_pending", 100).contains(api.org()));
        staff().get(LIST + "?status=sandbox_only")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(0))
                .body("nextCursor", nullValue());
    }

    @Test
    void theListHasNoHistoryAndCountsTwentyByDefault() {
        Stream.generate(Api::ofNewOrganization)
                .limit(21)
                .forEach(org -> org.declare().then().statusCode(202));

        staff().get(LIST)
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(20))
                .body("data[0].containsKey('history')", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=approved", "limit=0", "limit=101", "limit=many", "cursor=x"})
    void aBadParameterIsAValidationError(String query) {
        refused(staff().get(LIST + "?" + query), 400, "ValidationError");
    }

    private static List<String> walk(String status, int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = staff().queryParam("status", status).queryParam("limit", limit);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get(LIST).then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("data.organizationId", String.class));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        return seen;
    }

    private String path(String decision) {
        return LIST + "/" + api.org() + "/" + decision;
    }
}
