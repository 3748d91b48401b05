package dev.tollgate.keys.resolve;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.createdLive;
import static dev.tollgate.keys.KeysApi.resolve;
import static dev.tollgate.keys.KeysApi.revoke;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /internal/v1/api-keys/resolve}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ResolveApiKeyApiTest {
    private final String org = TestIds.next("org");

    @Inject
    SettableClock clock;

    @Test
    void unrestrictedKeyResolvesWithoutScopes() {
        var key = created(org);

        resolve(key.getString("secret"))
                .then()
                .statusCode(200)
                .body("keySet()", containsInAnyOrder("outcome", "keyId", "orgId", "mode", "asOf", "subjects"))
                .body(
                        "subjects",
                        contains("api_key:"
                                + ApiKeyText.parse(key.getString("secret"))
                                        .orElseThrow()
                                        .id()))
                .body("outcome", equalTo("resolved"))
                .body("keyId", equalTo(key.getString("id")))
                .body("orgId", equalTo(org))
                .body("mode", equalTo("test"));
    }

    @Test
    void restrictedKeyResolvesWithItsScopes() {
        var key = created(org, Map.of("name", "ERP", "mode", "test", "scopes", List.of("invoices:read")));

        resolve(key.getString("secret")).then().body("scopes", contains("invoices:read"));
    }

    @Test
    void liveKeyResolvesToLive() {
        resolve(createdLive(org).getString("secret"))
                .then()
                .body("outcome", equalTo("resolved"))
                .body("mode", equalTo("live"));
    }

    /** Nothing tells one refusal from another. */
    @Test
    void unknownWrongRevokedExpiredAndOtherModeAreOneAnswer() {
        var key = created(org);
        var text = ApiKeyText.parse(key.getString("secret")).orElseThrow();
        var other = ApiKeyText.mint(Mode.TEST);
        var revoked = created(org);
        revoke(TestTokens.user(org, "owner", "test"), revoked.getString("id"))
                .then()
                .statusCode(204);

        refused(resolve(other.text().reveal()));
        refused(resolve(text.id(), other.secret().reveal(), "test"));
        refused(resolve(other.id(), text.secret().reveal(), "test"));
        refused(resolve(text.id(), text.secret().reveal(), "live"));
        refused(resolve(text.id(), "", "test"));
        refused(resolve("", text.secret().reveal(), "test"));
        refused(resolve(key.getString("id"), text.secret().reveal(), "test"));
        refused(resolve(revoked.getString("secret")));
        resolve(key.getString("secret")).then().body("outcome", equalTo("resolved"));
    }

    @Test
    void keyEndsAtItsTime() {
        var end = clock.instant().plus(Duration.ofHours(1));
        var key = created(org, Map.of("name", "CI", "mode", "test", "expiresAt", end.toString()));
        resolve(key.getString("secret"))
                .then()
                .body("outcome", equalTo("resolved"))
                .body("validUntil", equalTo(key.getString("expiresAt")));

        clock.advance(Duration.ofHours(1));

        refused(resolve(key.getString("secret")));
    }

    @Test
    void onlyAServiceMayAsk() {
        var body = Map.of("id", "x", "secret", "y", "mode", "test");
        for (var token : new String[] {
            TestTokens.user(org, "owner", "test"),
            TestTokens.apiKey(org, "test"),
            TestTokens.staff(),
            TestTokens.anonymous()
        }) {
            as(token)
                    .body(body)
                    .post("/internal/v1/api-keys/resolve")
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("InsufficientRole"));
        }
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/internal/v1/api-keys/resolve")
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
    }

    @Test
    void whatIsNoQuestionIsRefused() {
        var gateway = TestTokens.service();

        as(gateway)
                .body(Map.of("id", "x", "mode", "test"))
                .post("/internal/v1/api-keys/resolve")
                .then()
                .statusCode(400)
                .body("message", contains("secret: is required"));
        as(gateway)
                .body(Map.of("id", "x", "secret", "y", "mode", "prod"))
                .post("/internal/v1/api-keys/resolve")
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"));
        as(gateway).body("{").post("/internal/v1/api-keys/resolve").then().statusCode(400);
        given().auth()
                .oauth2(gateway)
                .contentType("text/plain")
                .body("x")
                .post("/internal/v1/api-keys/resolve")
                .then()
                .statusCode(415);
    }

    private static void refused(Response response) {
        response.then()
                .statusCode(200)
                .body("keySet()", containsInAnyOrder("outcome", "asOf", "subjects"))
                .body("outcome", equalTo("refused"));
    }
}
