package dev.tollgate.keys.usage;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.owner;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /internal/v1/api-keys/used}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ApiKeyUseApiTest {
    private final String org = TestIds.next("org");

    @Test
    void reportedUseIsTheKeysLastUse() {
        var id = created(org).getString("id");
        owner(org).get("/v1/api-keys/" + id).then().body("lastUsedAt", nullValue());

        report(TestTokens.service(), uses(id, "2026-05-02T16:00:00.123+02:00"))
                .then()
                .statusCode(204);

        owner(org).get("/v1/api-keys/" + id).then().body("lastUsedAt", equalTo("2026-05-02T14:00:00.123Z"));
    }

    @Test
    void onlyAServiceReports() {
        var id = created(org).getString("id");
        for (var token : new String[] {
            TestTokens.user(org, "owner", "test"),
            TestTokens.apiKey(org, "test"),
            TestTokens.agent(org, "test"),
            TestTokens.staff(),
            TestTokens.anonymous()
        }) {
            report(token, uses(id, "2026-05-02T14:00:00Z"))
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("InsufficientRole"));
        }
        given().contentType(ContentType.JSON)
                .body(uses(id, "2026-05-02T14:00:00Z"))
                .post("/internal/v1/api-keys/used")
                .then()
                .statusCode(401);
        owner(org).get("/v1/api-keys/" + id).then().body("lastUsedAt", nullValue());
    }

    @Test
    void whatIsNoReportIsRefused() {
        var gateway = TestTokens.service();
        var use = Map.of("keyId", "key_x", "at", "2026-05-02T14:00:00Z");
        for (var body : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("uses", List.of(Map.of("keyId", "key_x"))),
                Map.of("uses", List.of(Map.of("at", "2026-05-02T14:00:00Z"))),
                Map.of("uses", List.of(Map.of("keyId", "key_x", "at", "2026-05-02T14:00:00"))),
                Map.of("uses", Collections.nCopies(1_001, use)))) {
            report(gateway, body).then().statusCode(400).body("error", equalTo("ValidationError"));
        }
        report(gateway, Map.of("uses", Collections.nCopies(1_000, use))).then().statusCode(204);
        given().auth()
                .oauth2(gateway)
                .contentType("text/plain")
                .body("x")
                .post("/internal/v1/api-keys/used")
                .then()
                .statusCode(415);
    }

    private static Map<String, ?> uses(String keyId, String at) {
        return Map.of("uses", List.of(Map.of("keyId", keyId, "at", at)));
    }

    private static Response report(String token, Map<String, ?> body) {
        return as(token).body(body).post("/internal/v1/api-keys/used");
    }
}
