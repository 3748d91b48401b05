package dev.tollgate.webhooks.delivery;

import static dev.tollgate.webhooks.WebhooksApi.PATH;
import static dev.tollgate.webhooks.WebhooksApi.eventually;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import dev.tollgate.webhooks.Receiver;
import dev.tollgate.webhooks.WebhooksApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes about deliveries. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class DeliveryApiTest {
    private final WebhooksApi api = WebhooksApi.newOrganization();
    private final Receiver receiver = Receiver.behaving((request, exchange) -> {
        byte[] answer = "thanks".repeat(2000).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        return 200;
    });

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aPingArrivesWhateverTheTypesAndShowsItsAttempt() throws Exception {
        var subscribed = api.subscribe(receiver.url(), "api_key.created");

        var id = api.ping(subscribed.id());

        eventually(() ->
                assertEquals("delivered", api.delivery(subscribed.id(), id).getString("status")));
        receiver.received().getFirst().verify(subscribed.secret());
        assertTrue(receiver.received().getFirst().body().contains("\"type\":\"ping\""));
        var delivery = api.delivery(subscribed.id(), id);
        assertEquals(receiver.received().getFirst().id(), delivery.getString("eventId"));
        assertEquals(1, delivery.getInt("attemptCount"));
        assertEquals(1, delivery.getInt("attempts[0].number"));
        assertEquals(200, delivery.getInt("attempts[0].statusCode"));
        assertEquals(4096, delivery.getString("attempts[0].response").length());
        assertNull(delivery.get("attempts[0].error"));
        assertTrue(delivery.getLong("attempts[0].latencyMillis") < 2_000);
        assertNull(delivery.get("nextAttemptAt"));
    }

    @Test
    void aPingToWhatIsSwitchedOffIsAConflict() {
        var subscribed = api.subscribe(receiver.url(), "*");
        api.patch(subscribed.id(), Map.of("active", false)).statusCode(200);

        api.request()
                .post(PATH + "/" + subscribed.id() + "/ping")
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("inactive"))
                .body("details.allowedStates", contains("active"));
    }

    @Test
    void deliveriesAreListedNewestFirstAndFiltered() {
        var subscribed = api.subscribe(receiver.url(), "*");
        var first = api.ping(subscribed.id());
        var second = api.ping(subscribed.id());
        var third = api.ping(subscribed.id());
        var list = "/" + subscribed.id() + "/deliveries";
        eventually(() -> api.get(list + "?status=delivered").body("data", hasSize(3)));

        String cursor = api.get(list + "?limit=2&eventType=ping")
                .statusCode(200)
                .body("data.id", contains(third, second))
                .body("data[0].attempts", nullValue())
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");

        api.get(list + "?limit=2&cursor=" + cursor)
                .body("data.id", contains(first))
                .body("nextCursor", nullValue());
        api.get(list + "?status=failed").statusCode(200).body("data", hasSize(0));
        api.get(list + "?status=pending").statusCode(200).body("data", hasSize(0));
        api.get(list + "?eventType=limit.denied").statusCode(200).body("data", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=lost", "eventType=lost", "eventType=*", "limit=0", "limit=101", "cursor=x"})
    void aBadFilterIsRefused(String query) {
        var subscribed = api.subscribe(receiver.url(), "*");

        api.get("/" + subscribed.id() + "/deliveries?" + query)
                .statusCode(400)
                .body("error", equalTo("ValidationError"));
    }

    @Test
    void anotherOrganizationTheOtherModeAndTheWrongSubscriptionFindNothing() {
        var subscribed = api.subscribe(receiver.url(), "*");
        var other = api.subscribe(receiver.url(), "*");
        var id = api.ping(subscribed.id());

        for (var stranger : new WebhooksApi[] {WebhooksApi.newOrganization(), api.live()}) {
            stranger.get("/" + subscribed.id() + "/deliveries").statusCode(404);
            stranger.get("/" + subscribed.id() + "/deliveries/" + id).statusCode(404);
        }
        api.get("/" + other.id() + "/deliveries/" + id).statusCode(404);
        api.get("/" + subscribed.id() + "/deliveries/" + TestIds.next("whdel")).statusCode(404);
        api.get("/" + subscribed.id() + "/deliveries/whdel_1").statusCode(404);
        api.get("/" + subscribed.id() + "/deliveries/" + id).statusCode(200);
    }

    @Test
    void withoutATokenOrTheScopeNobodyReads() {
        var subscribed = api.subscribe(receiver.url(), "*");
        var path = PATH + "/" + subscribed.id() + "/deliveries";
        var one = path + "/" + TestIds.next("whdel");
        given().get(path).then().statusCode(401);
        given().get(one).then().statusCode(401);
        var writer = "Bearer " + TestTokens.apiKey(api.orgId(), "test", "webhooks:write");
        given().header("Authorization", writer).get(path).then().statusCode(403);
        given().header("Authorization", writer).get(one).then().statusCode(403);
    }
}
