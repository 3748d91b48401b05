package dev.tollgate.webhooks;

import static io.restassured.RestAssured.given;

import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** An organization in one mode, as a client of the service. */
public record WebhooksApi(String orgId, String mode) {
    public static final String PATH = "/v1/webhook-subscriptions";

    /** A new organization in test. */
    public static WebhooksApi newOrganization() {
        return new WebhooksApi(TestIds.next("org"), "test");
    }

    /** The same organization in the other mode. */
    public WebhooksApi live() {
        return new WebhooksApi(orgId, "live");
    }

    /** A subscription and its secret. */
    public record Subscribed(String id, String secret) {}

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + TestTokens.apiKey(orgId, mode))
                .contentType("application/json");
    }

    public Subscribed subscribe(String url, String... eventTypes) {
        var created = request()
                .body(Map.of("url", url, "eventTypes", List.of(eventTypes)))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Subscribed(created.getString("id"), created.getString("secret"));
    }

    /** Pings and returns the delivery's id. */
    public String ping(String subscriptionId) {
        return request()
                .post(PATH + "/" + subscriptionId + "/ping")
                .then()
                .statusCode(202)
                .extract()
                .path("deliveryId");
    }

    public JsonPath subscription(String id) {
        return get("/" + id).statusCode(200).extract().jsonPath();
    }

    public ValidatableResponse patch(String id, Map<String, ?> change) {
        return request().body(change).patch(PATH + "/" + id).then();
    }

    public ValidatableResponse get(String path) {
        return request().get(PATH + path).then();
    }

    public JsonPath delivery(String subscriptionId, String deliveryId) {
        return get("/" + subscriptionId + "/deliveries/" + deliveryId)
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The delivery of an event to a subscription, with its attempts. */
    public JsonPath deliveryOf(String subscriptionId, String eventId) {
        String id = get("/" + subscriptionId + "/deliveries?limit=100")
                .statusCode(200)
                .extract()
                .path("data.find { it.eventId == '" + eventId + "' }.id");
        if (id == null) {
            throw new AssertionError("no delivery of " + eventId);
        }
        return delivery(subscriptionId, id);
    }

    /** Waits until an assertion holds. */
    public static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    /** A statement as the owner of the schema, to bring about what no route can. */
    public static int sql(String statement) {
        try (var owner = Infra.postgres().asOwner("webhooks");
                var prepared = owner.createStatement()) {
            return prepared.executeUpdate(statement);
        } catch (SQLException failed) {
            throw new AssertionError(statement, failed);
        }
    }
}
