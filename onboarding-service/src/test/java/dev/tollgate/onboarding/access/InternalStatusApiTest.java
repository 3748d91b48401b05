package dev.tollgate.onboarding.access;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tollgate.onboarding.Api;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class InternalStatusApiTest {
    private final Api api = Api.ofNewOrganization();

    @Test
    void everyStateIsToldAsSoonAsItIsCommitted() {
        assertTold("sandbox_only");
        api.declare();
        assertTold("declaration_pending");
        api.decide("deny");
        assertTold("production_denied");
        api.approved();
        assertTold("production_approved");
        api.decide("suspend");
        assertTold("production_suspended");
        api.decide("reinstate");
        assertTold("production_approved");
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
    void onlyServicesAsk() {
        refused(ask(TestTokens.user(api.org(), "owner", "test")), 403, "InsufficientRole");
        refused(ask(TestTokens.staff()), 403, "InsufficientRole");
        refused(given().get(path(api.org())), 401, "AuthenticationRequired");
    }

    @Test
    void whatIsNoOrganizationsIdIsAbsent() {
        refused(as(TestTokens.service()).get(path("usr_1")), 404, "NotFound");
    }

    private void assertTold(String state) {
        ask(TestTokens.service())
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(3))
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
