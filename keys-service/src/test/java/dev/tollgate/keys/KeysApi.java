package dev.tollgate.keys;

import static io.restassured.RestAssured.given;

import dev.tollgate.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** The service's routes, as the gateway would call them. */
public final class KeysApi {
    private KeysApi() {}

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public static RequestSpecification owner(String org) {
        return as(TestTokens.user(org, "owner", "test"));
    }

    public static Response createKey(String token, Map<String, ?> body) {
        return as(token).body(body).post("/v1/api-keys");
    }

    public static Response createKey(String token, String idempotencyKey, Map<String, ?> body) {
        return as(token).header("Idempotency-Key", idempotencyKey).body(body).post("/v1/api-keys");
    }

    /** A key that an owner made. */
    public static JsonPath created(String org, Map<String, ?> body) {
        return createKey(TestTokens.user(org, "owner", "test"), body)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** An unrestricted test key. */
    public static JsonPath created(String org) {
        return created(org, Map.of("name", "ERP", "mode", "test"));
    }

    /** An unrestricted live key of an organization that may have one. */
    public static JsonPath createdLive(String org) {
        OnboardingServer.says(org, "production_approved");
        return created(org, Map.of("name", "ERP", "mode", "live"));
    }

    /** What the gateway would send on for a request with such a key, which exists. */
    public static String holder(String org, String mode, String... scopes) {
        OnboardingServer.says(org, "production_approved");
        var id = created(org, Map.of("name", "CI", "mode", mode, "scopes", List.of(scopes)))
                .getString("id");
        return TestTokens.apiKeyWithId(id, org, mode, scopes);
    }

    /** An agent of the organization in this mode. */
    public static JsonPath createdAgent(String org, String mode) {
        return as(TestTokens.user(org, "owner", mode))
                .body(Map.of("name", "Purchasing"))
                .post("/v1/agents")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    public static Response revoke(String token, String id) {
        return as(token).delete("/v1/api-keys/" + id);
    }

    /** What the gateway asks about a presented key, which is well-formed. */
    public static Response resolve(String lookupId, String secret, String mode) {
        return resolve("api-keys", lookupId, secret, mode);
    }

    /** The same about a credential of a kind, {@code api-keys} or {@code agents}. */
    public static Response resolve(String kind, String lookupId, String secret, String mode) {
        return as(TestTokens.service())
                .body(Map.of("id", lookupId, "secret", secret, "mode", mode))
                .post("/internal/v1/" + kind + "/resolve");
    }

    /** The same, of the text as its holder writes it. */
    public static Response resolve(String text) {
        var halves = text.split("\\.", -1);
        var prefix = halves[0].split("_", -1);
        var kind = prefix[0].equals("pk") ? "api-keys" : "agents";
        return resolve(kind, prefix[2], halves[1], prefix[1]);
    }
}
