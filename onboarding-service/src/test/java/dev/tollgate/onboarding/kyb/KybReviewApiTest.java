package dev.tollgate.onboarding.kyb;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static dev.tollgate.onboarding.Api.staff;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class KybReviewApiTest {
    private static final String QUEUE = "/v1/admin/kyb";

    private final Api api = Api.ofNewOrganization();

    @Test
    void staffReadTheApplicationAsItWasSent() {
        applied();

        staff().get(path(""))
                .then()
                .statusCode(200)
                .body("organizationId", equalTo(api.org()))
                .body("mode", equalTo("live"))
                .body("kybStatus", equalTo("pending"))
                .body("submittedBy", equalTo(api.ownerId()))
                .body("reviewedAt", nullValue())
                .body("application.taxId", equalTo(Applications.CNPJ))
                .body("application.address.city", equalTo("São Paulo"))
                .body("application.beneficialOwners.ownershipPercent", contains(60, 25));
    }

    @Test
    void whatAnApplicationLeavesOutIsNull() {
        api.approved();
        var said =
                Applications.with("address", Map.of("line1", "Rua das Flores 1", "city", "São Paulo", "country", "BR"));
        said.put("beneficialOwners", List.of(Map.of("name", "Ana Souza", "ownershipPercent", 60)));
        post(api.owner("live"), "/v1/onboarding/kyb", said).then().statusCode(200);

        staff().get(path(""))
                .then()
                .statusCode(200)
                .body("application.address.region", nullValue())
                .body("application.address.postalCode", nullValue())
                .body("application.beneficialOwners[0].taxId", nullValue());
    }

    @Test
    void aDecisionNamesItsReviewer() {
        applied();
        var reviewer = TestIds.next("usr");

        post(as(TestTokens.staff(reviewer)), path("/reject"), Map.of("notes", "Not yours."))
                .then()
                .statusCode(200)
                .body("kybStatus", equalTo("rejected"))
                .body("reviewedBy", equalTo(reviewer))
                .body("reviewNotes", equalTo("Not yours."));
    }

    @Test
    void aRejectionNeedsAReason() {
        applied();

        refused(post(staff(), path("/reject"), "{}"), 400, "ValidationError")
                .body("message", contains("notes: is required"));
        refused(staff().contentType(ContentType.JSON).post(path("/reject")), 400, "ValidationError");
        refused(post(staff(), path("/reject"), Map.of("notes", "x".repeat(2001))), 400, "ValidationError");
        refused(post(staff(), path("/approve"), Map.of("notes", 5)), 400, "ValidationError");
        refused(post(staff(), path("/approve"), Map.of("expectedSubmission", "1")), 400, "ValidationError");
        refused(post(staff(), path("/approve"), "{"), 400, "MalformedJson");
        staff().noContentType().post(path("/approve")).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/approve", "/reject"})
    void whatIsDecidedStaysDecided(String decision) {
        applied();
        var because = Map.of("notes", "because");
        post(staff(), path(decision), because).then().statusCode(200);

        for (var again : List.of("/approve", "/reject")) {
            refused(post(staff(), path(again), because), 409, "InvalidState")
                    .body("details.currentState", equalTo(decision.equals("/approve") ? "approved" : "rejected"))
                    .body("details.allowedStates", contains("pending"));
        }
    }

    @Test
    void ofReviewersDecidingAtOnceOneWins() throws Exception {
        applied();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 6)
                    .mapToObj(i -> (Callable<Response>)
                            () -> post(staff(), path(i % 2 == 0 ? "/approve" : "/reject"), Map.of("notes", "because")))
                    .toList());
            int won = 0;
            for (var answer : answers) {
                if (answer.get().statusCode() == 200) {
                    won++;
                } else {
                    refused(answer.get(), 409, "InvalidState");
                }
            }
            assertEquals(1, won);
        }
        try (var facts = FactsOnKafka.of("tollgate.onboarding.kyb.v1")) {
            assertEquals(
                    "staff",
                    facts.await(api.org(), 2)
                            .getLast()
                            .data()
                            .path("actor")
                            .path("type")
                            .asText());
        }
    }

    /** One rejects, the organization applies anew, and the other's late approval is about the application that they read. */
    @Test
    void aResubmissionBetweenTwoDecisionsIsNotDecidedUnseen() {
        applied();
        int seen = staff().get(path("")).path("submission");
        post(staff(), path("/reject"), Map.of("notes", "Not yours.", "expectedSubmission", seen))
                .then()
                .statusCode(200);
        apply();

        for (var late : List.of("/approve", "/reject")) {
            refused(post(staff(), path(late), Map.of("notes", "late", "expectedSubmission", seen)), 409, "InvalidState")
                    .body("details.currentState", equalTo("pending"))
                    .body("details.allowedStates", contains("pending"));
        }

        var second = staff().get(path("")).then().body("kybStatus", equalTo("pending"));
        int anew = second.extract().path("submission");
        assertTrue(anew > seen);
        post(staff(), path("/approve"), Map.of("expectedSubmission", anew))
                .then()
                .statusCode(200)
                .body("submission", equalTo(anew))
                .body("kybStatus", equalTo("approved"));
    }

    @Test
    void theQueueIsOldestFirstAndPagedAndShowsTheLatestOnly() {
        var waiting = List.of(api, Api.ofNewOrganization(), Api.ofNewOrganization());
        waiting.forEach(KybReviewApiTest::applied);
        var orgs = waiting.stream().map(Api::org).toList();

        assertEquals(orgs, queue("pending", 2, orgs));
        assertEquals(orgs, queue(null, 100, orgs));

        post(staff(), path("/reject"), Map.of("notes", "Not yours.")).then().statusCode(200);
        assertEquals(orgs.subList(1, 3), queue("pending", 100, orgs));
        assertEquals(orgs.subList(0, 1), queue("rejected", 100, orgs));
        apply();
        assertEquals(List.of(orgs.get(1), orgs.get(2), orgs.get(0)), queue("pending", 2, orgs));
        assertEquals(List.of(), queue("rejected", 100, orgs));
        post(staff(), path("/approve"), "{}").then().statusCode(200);
        assertEquals(orgs.subList(0, 1), queue("approved", 100, orgs));
    }

    /** Those of {@code orgs} that are listed, page by page. */
    private static List<String> queue(@Nullable String status, int limit, List<String> orgs) {
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = staff().get(QUEUE + "?limit=" + limit + (status == null ? "" : "&status=" + status)
                            + (cursor == null ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            found.addAll(page.<List<String>>path("data.organizationId"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        found.retainAll(orgs);
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=not_started", "status=x", "limit=0", "limit=101", "limit=x", "cursor=x"})
    void aParameterOfTheQueueThatIsNoneIsRefused(String query) {
        refused(staff().get(QUEUE + "?" + query), 400, "ValidationError");
    }

    @Test
    void whoHasNotAppliedIsAbsent() {
        api.approved();
        var because = Map.of("notes", "because");

        refused(staff().get(path("")), 404, "NotFound");
        refused(post(staff(), path("/approve"), because), 404, "NotFound");
        refused(post(staff(), path("/reject"), because), 404, "NotFound");
        refused(staff().get("/v1/admin/kyb/org_x"), 404, "NotFound");
        refused(post(staff(), "/v1/admin/kyb/org_x/approve", because), 404, "NotFound");
        refused(post(staff(), "/v1/admin/kyb/org_x/reject", because), 404, "NotFound");
    }

    @Test
    void onlyStaffReview() {
        applied();
        for (var token : List.of(
                TestTokens.user(api.org(), "owner", "live"),
                TestTokens.apiKey(api.org(), "live"),
                TestTokens.service())) {
            refused(as(token).get(path("")), 403, "InsufficientRole");
            refused(as(token).get(QUEUE), 403, "InsufficientRole");
            refused(post(as(token), path("/approve"), "{}"), 403, "InsufficientRole");
            refused(post(as(token), path("/reject"), "{}"), 403, "InsufficientRole");
        }
        refused(given().get(path("")), 401, "AuthenticationRequired");
        refused(given().get(QUEUE), 401, "AuthenticationRequired");
        refused(given().noContentType().post(path("/approve")), 401, "AuthenticationRequired");
        refused(given().noContentType().post(path("/reject")), 401, "AuthenticationRequired");
        staff().get(path("")).then().body("kybStatus", equalTo("pending"));
    }

    private void applied() {
        applied(api);
    }

    private void apply() {
        apply(api);
    }

    private static void applied(Api api) {
        api.approved();
        apply(api);
    }

    private static void apply(Api api) {
        post(api.owner("live"), "/v1/onboarding/kyb", Applications.valid())
                .then()
                .statusCode(200);
    }

    private String path(String decision) {
        return QUEUE + "/" + api.org() + decision;
    }
}
