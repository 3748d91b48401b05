package dev.tollgate.onboarding.access;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static dev.tollgate.onboarding.Api.staff;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.organization.OrganizationFacts;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class InternalStatusApiTest {
    private final Api api = Api.ofNewOrganization();

    @Test
    void everyStateIsToldAsSoonAsItIsCommitted() {
        assertTold("sandbox_only", 0);
        api.declare();
        assertTold("declaration_pending", 1);
        api.decide("deny");
        assertTold("production_denied", 2);
        api.approved();
        assertTold("production_approved", 4);
        api.decide("suspend");
        assertTold("production_suspended", 5);
        api.decide("reinstate");
        assertTold("production_approved", 6);
    }

    @Test
    void theCeilingIsThatOfTheNewestDecisionThatSetOneAndComesWithTheStateInOneAnswer() {
        api.declare();
        decide("approve", "{\"ceiling\":{\"perTx\":\"250\",\"daily\":\"1000.5\"}}");
        assertCeiling(2, 2).body("ceiling.perTx", equalTo("250.00")).body("ceiling.daily", equalTo("1000.50"));
        decide("suspend", "{\"notes\":\"because\"}");
        assertCeiling(3, 2).body("ceiling.monthly", nullValue()).body("ceiling.disabled", equalTo(false));
        decide("reinstate", "{\"ceiling\":{\"disabled\":true}}");
        assertCeiling(4, 4).body("ceiling.perTx", nullValue()).body("ceiling.disabled", equalTo(true));
    }

    private void decide(String decision, String body) {
        post(staff(), "/v1/admin/production-access/" + api.org() + "/" + decision, body)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse assertCeiling(int decision, int setBy) {
        return ask(TestTokens.service())
                .then()
                .statusCode(200)
                .body("decision", equalTo(decision))
                .body("ceiling", aMapWithSize(5))
                .body("ceiling.decision", equalTo(setBy));
    }

    @Test
    void aDecisionIsToldToThoseWhoRememberTheState() {
        api.approved();
        var gateway = "gateway-" + api.org();
        long before =
                exchange("{\"subscriber\":\"" + gateway + "\"}").jsonPath().getLong("upTo");
        api.decide("suspend").then().statusCode(200);

        var news = exchange("{\"subscriber\":\"" + gateway + "\",\"heard\":" + before + "}");

        news.then().body("changes.subject", hasItem("organization:" + api.org()));
    }

    private static Response exchange(String body) {
        return as(TestTokens.service())
                .contentType("application/json")
                .body(body)
                .post("/internal/v1/changes");
    }

    @Test
    void onlyServicesHearOfChanges() {
        refused(
                as(TestTokens.staff())
                        .contentType("application/json")
                        .body("{\"subscriber\":\"a\"}")
                        .post("/internal/v1/changes"),
                403,
                "InsufficientRole");
    }

    @Test
    void whoBelongsToAnOrganizationAsksAboutThatOne() {
        api.approved();
        for (var token : List.of(TestTokens.user(api.org(), "owner", "test"), TestTokens.apiKey(api.org(), "live"))) {
            ask(token).then().statusCode(200).body("status", equalTo("production_approved"));
        }
        refused(ask(TestTokens.user(Api.ofNewOrganization().org(), "owner", "test")), 404, "NotFound");
    }

    @Test
    void whetherThereIsSuchAnOrganizationIsToldFromItsSignUpOnAndOfWhoeverMoved() throws Exception {
        ask(TestTokens.service()).then().body("known", equalTo(false)).body("status", equalTo("sandbox_only"));
        OrganizationFacts.signUp(api, "Souza");
        ask(TestTokens.service()).then().body("known", equalTo(true)).body("status", equalTo("sandbox_only"));

        var declared = Api.ofNewOrganization();
        declared.declare();
        as(TestTokens.service()).get(path(declared.org())).then().body("known", equalTo(true));
    }

    @Test
    void nobodyElseAsks() {
        refused(ask(TestTokens.anonymous()), 403, "InsufficientRole");
        refused(ask(TestTokens.staff()), 403, "InsufficientRole");
        refused(given().get(path(api.org())), 401, "AuthenticationRequired");
    }

    @Test
    void whatIsNoOrganizationsIdIsAbsent() {
        refused(as(TestTokens.service()).get(path("usr_1")), 404, "NotFound");
    }

    private void assertTold(String state, int decision) {
        ask(TestTokens.service())
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(5))
                .body("decision", equalTo(decision))
                .body("subjects", contains("organization:" + api.org()))
                .body("asOf", greaterThanOrEqualTo(0))
                .body("status", equalTo(state));
    }

    private Response ask(String token) {
        return as(token).get(path(api.org()));
    }

    private static String path(String org) {
        return "/internal/v1/organizations/" + org + "/production-access";
    }
}
