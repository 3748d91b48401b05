package dev.tollgate.webhooks.dispatch;

import static dev.tollgate.webhooks.WebhooksApi.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.webhooks.FactSender;
import dev.tollgate.webhooks.Receiver;
import dev.tollgate.webhooks.WebhooksApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a fact on Kafka to an endpoint: who hears what. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class DispatchApiTest {
    private final WebhooksApi api = WebhooksApi.newOrganization();
    private final Receiver receiver = Receiver.answering();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aFactOnKafkaArrivesSignedAtTheEndpoint() throws Exception {
        var subscribed = api.subscribe(receiver.url(), "payment_intent.settled");
        var intent = TestIds.next("pi");

        var event = FactSender.settled(intent, api.orgId(), "test");

        eventually(() ->
                assertEquals("delivered", api.deliveryOf(subscribed.id(), event).getString("status")));
        var request = receiver.received().getFirst();
        request.verify(subscribed.secret());
        assertEquals("/hooks?from=tollgate", request.path());
        assertEquals(event, request.id());
        assertEquals(List.of("application/json"), request.headers().get("content-type"));
        var body = new ObjectMapper().readTree(request.body());
        assertEquals(List.of("id", "type", "createdAt", "mode", "orgId", "data"), names(body));
        assertEquals(event, body.path("id").asText());
        assertEquals("payment_intent.settled", body.path("type").asText());
        assertTrue(body.path("createdAt").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertEquals("test", body.path("mode").asText());
        assertEquals(api.orgId(), body.path("orgId").asText());
        assertEquals(intent, body.path("data").path("id").asText());
        assertEquals("Größe 4", body.path("data").path("metadata").path("order").asText());
    }

    private static List<String> names(JsonNode body) {
        return body.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void theSameFactTwiceIsDeliveredOnce() {
        api.subscribe(receiver.url(), "*");
        var event = TestIds.next("evt");
        var intent = TestIds.next("pi");
        var data = Map.of("paymentIntent", Map.of("id", intent));

        FactSender.send(event, FactSender.INTENT_CREATED, intent, api.orgId(), "test", data);
        FactSender.send(event, FactSender.INTENT_CREATED, intent, api.orgId(), "test", data);
        var fence = FactSender.settled(intent, api.orgId(), "test");

        eventually(() -> assertEquals(1, receiver.received(fence).size()));
        assertEquals(1, receiver.received(event).size());
    }

    @Test
    void onlyTheTypesOfTheSubscriptionAreSent() {
        var subscribed = api.subscribe(receiver.url(), "payment_intent.settled");
        var intent = TestIds.next("pi");

        FactSender.created(intent, api.orgId(), "test");
        var settled = FactSender.settled(intent, api.orgId(), "test");

        eventually(() -> assertEquals(1, receiver.received(settled).size()));
        assertEquals(1, receiver.received().size());
        assertEquals(
                List.of(settled),
                api.get("/" + subscribed.id() + "/deliveries").extract().path("data.eventId"));
    }

    @Test
    void anotherOrganizationAndTheOtherModeHearNothing() {
        api.subscribe(receiver.url(), "*");
        var intent = TestIds.next("pi");

        FactSender.settled(intent, TestIds.next("org"), "test");
        FactSender.settled(intent, api.orgId(), "live");
        var mine = FactSender.settled(intent, api.orgId(), "test"); // the same partition: the last to arrive

        eventually(() -> assertEquals(1, receiver.received(mine).size()));
        assertEquals(1, receiver.received().size());
    }

    @Test
    void aFactOfTheWholeOrganizationIsHeardInBothModes() {
        var test = api.subscribe(receiver.url(), "production_access.approved");
        var live = api.live().subscribe("https://127.0.0.1:" + receiver.port() + "/", "*");

        var event = FactSender.send(
                FactSender.ACCESS_APPROVED, api.orgId(), api.orgId(), null, Map.of("organizationId", api.orgId()));

        eventually(() -> assertEquals(1, receiver.received(event).size()));
        assertTrue(receiver.received(event).getFirst().body().contains("\"mode\":\"test\""));
        eventually(
                () -> assertEquals("delivered", api.deliveryOf(test.id(), event).getString("status")));
        eventually(() -> assertEquals(
                "production_access.approved",
                api.live().deliveryOf(live.id(), event).getString("eventType")));
    }

    @Test
    void aLimitDenialGoesByItsPublicName() {
        api.subscribe(receiver.url(), "limit.denied");

        var event = FactSender.send(
                FactSender.LIMIT_DENIED,
                api.orgId(),
                api.orgId(),
                "test",
                Map.of("limitType", "tenant_ceiling_daily", "reference", "pi_1"));

        eventually(() -> assertEquals(1, receiver.received(event).size()));
        assertTrue(receiver.received(event).getFirst().body().contains("\"type\":\"limit.denied\""));
        assertTrue(receiver.received(event).getFirst().body().contains("tenant_ceiling_daily"));
    }

    @Test
    void whileSwitchedOffNewEventsPassBy() {
        var subscribed = api.subscribe(receiver.url(), "*");
        var intent = TestIds.next("pi");
        api.patch(subscribed.id(), Map.of("active", false)).statusCode(200);
        FactSender.created(intent, api.orgId(), "test");
        var other = api.subscribe(receiver.url(), "payment_intent.settled");
        var fence = FactSender.settled(intent, api.orgId(), "test");
        eventually(() ->
                assertEquals("delivered", api.deliveryOf(other.id(), fence).getString("status")));

        api.patch(subscribed.id(), Map.of("active", true)).statusCode(200);

        assertEquals(
                List.of(),
                api.get("/" + subscribed.id() + "/deliveries").extract().path("data.eventId"));
    }
}
