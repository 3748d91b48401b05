package dev.tollgate.onboarding.verification;

import static dev.tollgate.onboarding.Accounts.PDF;
import static dev.tollgate.onboarding.Accounts.SELLER;
import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static dev.tollgate.onboarding.Api.staff;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Accounts;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class VerificationApiTest {
    private static final String QUEUE = "/v1/admin/connected-accounts";

    private final Accounts accounts = Accounts.ofNewOrganization("live");

    @Test
    void staffSeeALiveAccountWithItsOrganization() {
        var id = accounts.submitted(SELLER);

        staff().get(QUEUE + "/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("organizationId", equalTo(accounts.org()))
                .body("status", equalTo("verifying"))
                .body("legalName", equalTo("Souza Comércio Ltda."))
                .body("taxId", equalTo("11.222.333/0001-81"))
                .body("documents.status", contains("uploaded"))
                .body("reviewedBy", nullValue());
    }

    @Test
    void theQueueIsOldestFirstAndPaged() {
        var ids =
                IntStream.range(0, 3).mapToObj(i -> accounts.submitted(SELLER)).toList();
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = staff().get(QUEUE + "?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("data.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        seen.retainAll(ids);
        assertEquals(ids, seen);
        Accounts.decide(ids.getFirst(), "approve").then().statusCode(200);
        List<String> approved =
                staff().get(QUEUE + "?status=approved&limit=100").path("data.id");
        assertTrue(approved.contains(ids.getFirst()) && !approved.contains(ids.getLast()));
    }

    @Test
    void aDecisionNamesItsReviewer() {
        var approved = accounts.submitted(SELLER);
        var rejected = accounts.submitted(SELLER);
        var reviewer = TestIds.next("usr");

        staff().noContentType().post(QUEUE + "/" + approved + "/approve").then().statusCode(200);
        post(as(TestTokens.staff(reviewer)), QUEUE + "/" + rejected + "/reject", Map.of("notes", " Not yours. "))
                .then()
                .statusCode(200)
                .body("status", equalTo("rejected"))
                .body("rejectionReason", equalTo("Not yours."))
                .body("reviewedBy", equalTo(reviewer))
                .body("decidedAt", notNullValue());
        accounts.get(approved).then().body("status", equalTo("approved"));
        accounts.get(rejected).then().body("rejectionReason", equalTo("Not yours."));
    }

    @Test
    void aSellerApprovedInLiveIsPaid() {
        accounts.step(
                        accounts.approvedSeller(),
                        "payout-config",
                        Map.of("pixKeyType", "phone", "pixKey", "+5511987654321"))
                .then()
                .statusCode(200)
                .body("payoutConfig.pixKey", equalTo("+55*******4321"));
    }

    @Test
    void aRejectionNeedsAReason() {
        var id = accounts.submitted(SELLER);

        refused(post(staff(), QUEUE + "/" + id + "/reject", "{}"), 400, "ValidationError")
                .body("message", contains("notes: is required"));
        refused(staff().contentType(ContentType.JSON).post(QUEUE + "/" + id + "/reject"), 400, "ValidationError");
        refused(post(staff(), QUEUE + "/" + id + "/reject", Map.of("notes", "x".repeat(2001))), 400, "ValidationError");
        refused(post(staff(), QUEUE + "/" + id + "/approve", "{"), 400, "MalformedJson");
    }

    @Test
    void ofReviewersDecidingAtOnceOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            var id = accounts.submitted(SELLER);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = threads.invokeAll(IntStream.range(0, 6)
                        .mapToObj(i ->
                                (Callable<Response>) () -> Accounts.decide(id, i % 2 == 0 ? "approve" : "reject"))
                        .toList());
                String outcome = accounts.get(id).path("status");
                int won = 0;
                for (var answer : answers) {
                    if (answer.resultNow().statusCode() == 200) {
                        won++;
                        assertEquals(outcome, answer.resultNow().path("status"));
                    } else {
                        refused(answer.resultNow(), 409, "InvalidState")
                                .body("details.currentState", equalTo(outcome))
                                .body("details.allowedStates", contains("verifying"));
                    }
                }
                assertEquals(1, won);
            }
        }
    }

    @Test
    void whatWasNotSubmittedIsNotDecided() {
        refused(Accounts.decide(accounts.created(SELLER), "approve"), 409, "InvalidState")
                .body("details.currentState", equalTo("created"));
    }

    @Test
    void testAccountsAreTheSandboxs() {
        var id = new Accounts(accounts.org(), "test").submitted(SELLER);

        for (var absent : List.of(id, TestIds.next("acct"), "acct_x")) {
            refused(staff().get(QUEUE + "/" + absent), 404, "NotFound");
            refused(Accounts.decide(absent, "approve"), 404, "NotFound");
            refused(Accounts.decide(absent, "reject"), 404, "NotFound");
        }
    }

    @Test
    void staffReadADocumentAsItWasSent() {
        var id = accounts.submitted(SELLER);
        accounts.get(id).then().statusCode(200);
        String documentId = accounts.get(id).path("documents[0].id");

        var file = staff().accept("*/*").get(QUEUE + "/" + id + "/documents/" + documentId);

        file.then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", "attachment")
                .header("X-Content-Type-Options", "nosniff");
        assertArrayEquals(PDF, file.asByteArray());
        refused(staff().get(QUEUE + "/" + id + "/documents/" + TestIds.next("doc")), 404, "NotFound");
        refused(staff().get(QUEUE + "/" + accounts.created(SELLER) + "/documents/" + documentId), 404, "NotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=deleted", "?limit=0", "?cursor=x"})
    void aBadParameterIsRefused(String query) {
        refused(staff().get(QUEUE + query), 400, "ValidationError");
    }

    @Test
    void onlyStaffReview() {
        var id = accounts.submitted(SELLER);
        for (var token : List.of(
                TestTokens.user(accounts.org(), "owner", "live"),
                TestTokens.apiKey(accounts.org(), "live"),
                TestTokens.service())) {
            refused(as(token).get(QUEUE), 403, "InsufficientRole");
            refused(as(token).get(QUEUE + "/" + id), 403, "InsufficientRole");
            refused(as(token).get(QUEUE + "/" + id + "/documents/" + TestIds.next("doc")), 403, "InsufficientRole");
            refused(post(as(token), QUEUE + "/" + id + "/approve", "{}"), 403, "InsufficientRole");
            refused(post(as(token), QUEUE + "/" + id + "/reject", "{}"), 403, "InsufficientRole");
        }
        refused(given().get(QUEUE), 401, "AuthenticationRequired");
        refused(given().noContentType().post(QUEUE + "/" + id + "/approve"), 401, "AuthenticationRequired");
        accounts.get(id).then().body("status", equalTo("verifying"));
    }
}
