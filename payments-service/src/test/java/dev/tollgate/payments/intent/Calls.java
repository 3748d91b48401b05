package dev.tollgate.payments.intent;

import static io.restassured.RestAssured.given;

import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** One organization calling the service, in one mode. */
public record Calls(String organizationId, String mode) {
    public static Calls ofNewOrganization(String mode) {
        return new Calls(TestIds.next("org"), mode);
    }

    public Calls in(String otherMode) {
        return new Calls(organizationId, otherMode);
    }

    public RequestSpecification as() {
        return as(TestTokens.apiKey(organizationId, mode));
    }

    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** The smallest body there is; change it at will. */
    public static Map<String, Object> body(String externalId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("externalId", externalId);
        body.put("amount", "125.00");
        body.put("buyer", Map.of("email", "buyer@example.com"));
        return body;
    }

    /** The smallest body of a buyer at {@code example.com}. */
    public static Map<String, Object> bodyOf(String buyer) {
        var body = body(TestIds.next("order"));
        body.put("buyer", Map.of("email", buyer + "@example.com"));
        return body;
    }

    public Response create(Map<String, Object> body) {
        return as().body(body).post("/v1/payment-intents");
    }

    public Response create(String key, Map<String, Object> body) {
        return as().header("Idempotency-Key", key).body(body).post("/v1/payment-intents");
    }

    /** A new intent's id. */
    public String created(Map<String, Object> body) {
        return create(body).then().statusCode(201).extract().path("id");
    }

    public Response get(String id) {
        return as().get("/v1/payment-intents/" + id);
    }

    public Response list(String query) {
        return as().get(query.isEmpty() ? "/v1/payment-intents" : "/v1/payment-intents?" + query);
    }

    public Response cancel(String id) {
        return as().post("/v1/payment-intents/" + id + "/cancel");
    }

    /** The intent once it has reached {@code status}. */
    public Response await(String id, String status) {
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .pollInterval(java.time.Duration.ofMillis(50))
                .until(() -> get(id).path("status").equals(status));
        return get(id);
    }
}
