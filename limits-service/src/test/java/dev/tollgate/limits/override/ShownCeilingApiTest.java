package dev.tollgate.limits.override;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those who only look are told of ceilings, whatever has arrived by Kafka. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ShownCeilingApiTest {
    private final String org = TestIds.next("org");
    private final CeilingCalls calls = new CeilingCalls(org);
    private final String staff = TestTokens.staff();
    private final Books books = new Books(org);

    /** Its fact may be late, and nobody may have reserved since. */
    @Test
    void aDecisionsCeilingIsShownFromTheDecisionOnAndLookingWritesNothing() {
        Peers.access(org, "production_approved", 4, "{\"perTx\":\"70.00\",\"daily\":\"300.00\"}");

        calls.get(staff, "")
                .statusCode(200)
                .body("beta_ceiling_per_tx", equalTo("70.00"))
                .body("effective.perTx", equalTo("70.00"))
                .body("effective.monthly", equalTo("2000.00"))
                .body("effective.source", equalTo("override"));
        calls.internal(TestTokens.service())
                .statusCode(200)
                .body("perTx", equalTo("70.00"))
                .body("daily", equalTo("300.00"))
                .body("source", equalTo("override"));
        for (var looks : List.of(
                route("/v1/limits", TestTokens.apiKey(org, "live")),
                route("/v1/admin/organizations/" + org + "/limits", staff))) {
            looks.statusCode(200)
                    .body("perTx.limit", equalTo("70.00"))
                    .body("daily.limit", equalTo("300.00"))
                    .body("daily.remaining", equalTo("300.00"))
                    .body("monthly.limit", equalTo("2000.00"));
        }
        assertEquals(List.of(), books.ceilingChanges());

        calls.reserve("70.01").body("details.limit", equalTo("70.00"));
        Peers.access(org, "production_approved", 5, "{\"disabled\":true}");
        calls.get(staff, "").body("effective.disabled", equalTo(true)).body("beta_ceiling_per_tx", nullValue());
        assertEquals(List.of("decision 4 7000"), books.ceilingChanges());
    }

    @Test
    void anEarlierDecisionDoesNotHideWhatStaffSetSince() {
        Peers.access(org, "production_approved", 4, "{\"perTx\":\"70.00\"}");
        calls.put(staff, "{\"beta_ceiling_per_tx\":\"50.00\"}").statusCode(200);

        calls.get(staff, "").body("effective.perTx", equalTo("50.00"));
        calls.internal(staff).body("perTx", equalTo("50.00"));
    }

    @Test
    void whileOnboardingIsAwayNothingIsSetAndNobodyIsToldWhatMayBeOutdated() {
        Peers.silent(org);

        calls.put(staff, "{\"beta_ceiling_per_tx\":\"50.00\"}")
                .statusCode(503)
                .body("error", equalTo("UpstreamUnavailable"));
        for (var looks : List.of(
                calls.get(staff, ""),
                calls.get(staff, "/history"),
                calls.internal(TestTokens.service()),
                route("/v1/limits", TestTokens.apiKey(org, "live")),
                route("/v1/admin/organizations/" + org + "/limits", staff))) {
            looks.statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        }
        route("/v1/limits", TestTokens.apiKey(org, "test")).statusCode(200);

        assertEquals(List.of(), books.ceilingChanges());
    }

    @Test
    void anOrganizationThatThereIsNotIsNotFoundAndNothingIsWrittenAboutIt() {
        Peers.unknown(org);

        for (var answer : List.of(
                calls.get(staff, ""),
                calls.get(staff, "/history"),
                calls.put(staff, "{\"beta_ceiling_per_tx\":\"50.00\"}"),
                route("/v1/admin/organizations/" + org + "/limits", staff))) {
            answer.statusCode(404).body("error", equalTo("NotFound"));
        }

        assertEquals(List.of(), books.ceilingChanges());
        assertFalse(books.isOpen());
    }

    /** Its sign-up is heard of without a change that would make anybody forget that it was not known. */
    @Test
    void anOrganizationThatWasNotKnownIsAskedAboutAgain() {
        Peers.unknown(org);
        calls.get(staff, "").statusCode(404);
        int before = Peers.questions(org);

        calls.get(staff, "").statusCode(404);

        assertEquals(before + 1, Peers.questions(org));
    }

    private static ValidatableResponse route(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path).then();
    }
}
