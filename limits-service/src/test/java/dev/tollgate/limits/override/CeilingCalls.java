package dev.tollgate.limits.override;

import static io.restassured.RestAssured.given;

import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.restassured.response.ValidatableResponse;

/** What is asked about one organization's ceilings. */
record CeilingCalls(String org) {
    ValidatableResponse internal(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/internal/v1/organizations/" + org + "/ceiling")
                .then();
    }

    ValidatableResponse get(String token, String below) {
        return given().header("Authorization", "Bearer " + token)
                .get(route(org) + below)
                .then();
    }

    ValidatableResponse put(String token, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .put(route(org))
                .then();
    }

    ValidatableResponse reserve(String amount) {
        return given().header("Authorization", "Bearer " + TestTokens.apiKey(org, "live"))
                .contentType("application/json")
                .body("{\"amount\":\"" + amount + "\",\"currency\":\"USD\",\"path\":\"payment_intent\",\"reference\":\""
                        + TestIds.next("pi") + "\"}")
                .post("/internal/v1/reservations")
                .then()
                .statusCode(200);
    }

    static String route(String orgId) {
        return "/v1/admin/organizations/" + orgId + "/beta-ceiling";
    }
}
