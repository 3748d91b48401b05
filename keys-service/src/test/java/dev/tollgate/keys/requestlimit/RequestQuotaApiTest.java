package dev.tollgate.keys.requestlimit;

import static dev.tollgate.keys.KeysApi.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /internal/v1/request-quota}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class RequestQuotaApiTest {
    private final String org = TestIds.next("org");

    @Test
    void blockComesInTheAgreedShape() {
        take(TestTokens.service(), order(org, "live", 50))
                .then()
                .statusCode(200)
                .body(
                        "keySet()",
                        containsInAnyOrder("granted", "limit", "windowSeconds", "remaining", "retryAfterMillis"))
                .body("granted", equalTo(50))
                .body("limit", equalTo(6_000))
                .body("windowSeconds", equalTo(60))
                .body("remaining", equalTo(5_950))
                .body("retryAfterMillis", equalTo(0));
    }

    @Test
    void emptyWindowGrantsNothingAndSaysWhenToComeBack() {
        as(TestTokens.staff()).body(Map.of("test", 1)).put("/v1/admin/organizations/" + org + "/request-limits");
        take(TestTokens.service(), order(org, "test", 1)).then().body("granted", equalTo(1));

        take(TestTokens.service(), order(org, "test", 1))
                .then()
                .statusCode(200)
                .body("granted", equalTo(0))
                .body("retryAfterMillis", greaterThan(0));
    }

    @Test
    void onlyAServiceTakes() {
        for (var token : new String[] {
            TestTokens.user(org, "owner", "test"),
            TestTokens.apiKey(org, "test"),
            TestTokens.agent(org, "test"),
            TestTokens.staff(),
            TestTokens.anonymous()
        }) {
            take(token, order(org, "test", 50)).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
        given().contentType(ContentType.JSON)
                .body(order(org, "test", 50))
                .post("/internal/v1/request-quota")
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsNoOrderIsRefused() {
        for (var body : List.<Map<String, ?>>of(
                Map.of("mode", "test", "tokens", 1),
                Map.of("orgId", org, "tokens", 1),
                Map.of("orgId", org, "mode", "test"),
                order("x", "test", 1),
                order(org, "prod", 1),
                order(org, "test", 0),
                order(org, "test", 1_000_001))) {
            take(TestTokens.service(), body).then().statusCode(400).body("error", equalTo("ValidationError"));
        }
        given().auth()
                .oauth2(TestTokens.service())
                .contentType("text/plain")
                .body("x")
                .post("/internal/v1/request-quota")
                .then()
                .statusCode(415);
    }

    private static Map<String, ?> order(String orgId, String mode, int tokens) {
        return Map.of("orgId", orgId, "mode", mode, "tokens", tokens);
    }

    private static Response take(String token, Map<String, ?> body) {
        return as(token).body(body).post("/internal/v1/request-quota");
    }
}
