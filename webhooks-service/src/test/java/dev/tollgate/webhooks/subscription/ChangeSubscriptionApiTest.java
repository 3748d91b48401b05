package dev.tollgate.webhooks.subscription;

import static dev.tollgate.webhooks.WebhooksApi.PATH;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import dev.tollgate.webhooks.WebhooksApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ChangeSubscriptionApiTest {
    private final WebhooksApi api = WebhooksApi.newOrganization();
    private String id = "";

    @BeforeEach
    void subscribe() {
        id = api.subscribe("http://127.0.0.1:9/", "*").id();
    }

    @Test
    void whatIsNamedIsChangedAndTold() {
        api.patch(id, Map.of("url", "http://127.0.0.1:10/", "eventTypes", List.of("ping"), "active", false))
                .statusCode(200)
                .body("url", equalTo("http://127.0.0.1:10/"))
                .body("eventTypes", contains("ping"))
                .body("active", equalTo(false))
                .body("disabledReason", equalTo("requested"));

        try (var facts = FactsOnKafka.of("tollgate.webhooks.subscription.v1")) {
            var updated = facts.await(id, "dev.tollgate.webhooks.subscription.updated.v1");
            assertEquals("http://127.0.0.1:10/", updated.data().path("url").asText());
        }
    }

    @Test
    void everyChangeLeavesARecordForTheAuditLogWithoutTheSecret() {
        var subscribed = api.subscribe("http://127.0.0.1:9/", "*");
        api.patch(subscribed.id(), Map.of("active", false)).statusCode(200);
        api.request().delete(PATH + "/" + subscribed.id()).then().statusCode(204);

        try (var records = FactsOnKafka.of("tollgate.webhooks.audit.v1")) {
            var recorded = records.await(api.orgId(), 4).stream()
                    .filter(record -> record.data().at("/target/id").asText().equals(subscribed.id()))
                    .toList();
            assertEquals(
                    List.of("subscription.created", "subscription.updated", "subscription.deleted"),
                    recorded.stream()
                            .map(record -> record.data().path("action").asText())
                            .toList());
            for (var record : recorded) {
                EventSchemas.assertValid(record.value());
                assertEquals("api_key", record.data().at("/actor/type").asText());
                assertFalse(record.value().contains(subscribed.secret()));
                assertFalse(record.value().contains("sealed"));
            }
            assertTrue(recorded.get(1).data().at("/before/active").asBoolean());
            assertEquals(
                    "requested",
                    recorded.get(1).data().at("/after/disabledReason").asText());
        }
    }

    @Test
    void anInvalidChangeIsRefusedAndChangesNothing() {
        for (var change : List.<Map<String, Object>>of(
                Map.of("url", "http://10.0.0.1/"),
                Map.of("url", "ftp://127.0.0.1/"),
                Map.of("eventTypes", List.of()),
                Map.of("eventTypes", List.of("payment_intent.lost")),
                Map.of("active", "yes"))) {
            api.patch(id, change).statusCode(400).body("error", equalTo("ValidationError"));
        }

        assertEquals("http://127.0.0.1:9/", api.subscription(id).getString("url"));
    }

    @Test
    void anotherOrganizationAndTheOtherModeFindNothingToChange() {
        for (var stranger : new WebhooksApi[] {WebhooksApi.newOrganization(), api.live()}) {
            stranger.patch(id, Map.of("active", false)).statusCode(404);
            stranger.request().delete(PATH + "/" + id).then().statusCode(404);
            stranger.request().post(PATH + "/" + id + "/ping").then().statusCode(404);
        }
        api.patch(TestIds.next("whsub"), Map.of("active", false)).statusCode(404);

        assertEquals(true, api.subscription(id).getBoolean("active"));
    }

    @Test
    void aDeletedSubscriptionIsGoneAndThatIsTold() {
        api.request().delete(PATH + "/" + id).then().statusCode(204);

        api.get("/" + id).statusCode(404);
        api.get("/" + id + "/deliveries").statusCode(404);
        api.request().delete(PATH + "/" + id).then().statusCode(404);
        try (var facts = FactsOnKafka.of("tollgate.webhooks.subscription.v1")) {
            facts.await(id, "dev.tollgate.webhooks.subscription.deleted.v1");
        }
    }

    @Test
    void withoutATokenOrTheScopeNobodyChangesAnything() {
        var path = PATH + "/" + id;
        given().contentType("application/json").body("{}").patch(path).then().statusCode(401);
        given().delete(path).then().statusCode(401);
        given().post(path + "/ping").then().statusCode(401);
        var reader = given().header("Authorization", "Bearer " + TestTokens.user(api.orgId(), "viewer", "test"));
        reader.contentType("application/json").body("{}").patch(path).then().statusCode(403);
        given().header("Authorization", "Bearer " + TestTokens.apiKey(api.orgId(), "test", "webhooks:read"))
                .delete(path)
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + TestTokens.apiKey(api.orgId(), "test", "webhooks:read"))
                .post(path + "/ping")
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"));
    }
}
