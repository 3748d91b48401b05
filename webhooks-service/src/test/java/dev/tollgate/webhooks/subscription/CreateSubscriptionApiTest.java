package dev.tollgate.webhooks.subscription;

import static dev.tollgate.webhooks.WebhooksApi.PATH;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import dev.tollgate.webhooks.WebhooksApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class CreateSubscriptionApiTest {
    private static final Map<String, Object> WISH =
            Map.of("url", "http://127.0.0.1:9/hooks", "eventTypes", List.of("payment_intent.settled", "ping"));

    private final WebhooksApi api = WebhooksApi.newOrganization();

    @Test
    void aSubscriptionIsCreatedAndShowsItsSecretOnce() {
        String id = api.request()
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(201)
                .body("id", matchesPattern("whsub_[0-9a-z]{26}"))
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("url", equalTo("http://127.0.0.1:9/hooks"))
                .body("eventTypes", contains("payment_intent.settled", "ping"))
                .body("active", equalTo(true))
                .body("disabledReason", nullValue())
                .body("mode", equalTo("test"))
                .body("createdAt", matchesPattern("\\d{4}-.*T.*\\.\\d{3}Z"))
                .extract()
                .path("id");

        api.get("/" + id).statusCode(200).body("secret", nullValue());
        api.get("").statusCode(200).body("data[0].secret", nullValue());
    }

    @Test
    void theSecretIsSealedAtRestAndInNoFact() throws Exception {
        var subscribed = api.subscribe("http://127.0.0.1:9/", "*");

        try (var owner = Infra.postgres().asOwner("webhooks");
                var rows = owner.createStatement()
                        .executeQuery("select secret_sealed, s::text as whole from subscription s where id = '"
                                + subscribed.id() + "'")) {
            assertTrue(rows.next());
            assertTrue(rows.getString("secret_sealed").startsWith("v1."));
            assertFalse(rows.getString("whole").contains(subscribed.secret().substring(6)));
        }
        try (var facts = FactsOnKafka.of("tollgate.webhooks.subscription.v1")) {
            var created = facts.await(subscribed.id(), "dev.tollgate.webhooks.subscription.created.v1");
            assertFalse(created.value().contains(subscribed.secret().substring(6)));
            assertEquals(api.orgId(), created.event().path("orgid").asText());
            assertEquals("test", created.event().path("mode").asText());
        }
    }

    @Test
    void aRepeatedKeyAnswersTheSameSubscriptionWithoutItsSecret() {
        var key = TestIds.next("key");
        String id = api.request()
                .header("Idempotency-Key", key)
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        api.patch(id, Map.of("description", "changed since")).statusCode(200);

        api.request()
                .header("Idempotency-Key", key)
                .body(Map.of("url", "http://127.0.0.1:10/other", "eventTypes", List.of("*")))
                .post(PATH)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id))
                .body("url", equalTo("http://127.0.0.1:9/hooks"))
                .body("description", equalTo("changed since"))
                .body("secret", nullValue());
    }

    @Test
    void aKeyIsFreeInTheOtherMode() {
        var key = TestIds.next("key");
        var wish = Map.of("url", "https://127.0.0.1:9/hooks", "eventTypes", List.of("*"));
        api.request()
                .header("Idempotency-Key", key)
                .body(wish)
                .post(PATH)
                .then()
                .statusCode(201);

        api.live()
                .request()
                .header("Idempotency-Key", key)
                .body(wish)
                .post(PATH)
                .then()
                .statusCode(201)
                .body("mode", equalTo("live"));
    }

    @Test
    void aLateRepeatDoesNotBringADeletedSubscriptionBack() {
        var key = TestIds.next("key");
        String id = api.request()
                .header("Idempotency-Key", key)
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        api.request().delete(PATH + "/" + id).then().statusCode(204);

        api.request()
                .header("Idempotency-Key", key)
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(404);
    }

    @Test
    void concurrentRequestsWithOneKeyMakeOneSubscription() throws Exception {
        var key = TestIds.next("key");
        Callable<Response> create =
                () -> api.request().header("Idempotency-Key", key).body(WISH).post(PATH);
        List<Response> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(Stream.generate(() -> create).limit(8).toList()).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertEquals(1, answers.stream().filter(one -> one.statusCode() == 201).count());
        assertEquals(7, answers.stream().filter(one -> one.statusCode() == 200).count());
        assertEquals(
                1,
                answers.stream().map(one -> one.<String>path("id")).distinct().count());
        api.get("").body("data.size()", equalTo(1));
    }

    static Stream<Map<String, Object>> invalid() {
        return Stream.of(
                Map.of(),
                Map.of("url", "http://127.0.0.1/"),
                Map.of("eventTypes", List.of("*")),
                Map.of("url", "http://127.0.0.1/", "eventTypes", List.of()),
                Map.of("url", "http://127.0.0.1/", "eventTypes", List.of("*", "ping")),
                Map.of("url", "http://127.0.0.1/", "eventTypes", "ping"),
                Map.of("url", 17, "eventTypes", List.of("*")),
                Map.of("url", "http://127.0.0.1/", "eventTypes", List.of("*"), "description", "a".repeat(501)),
                Map.of("url", "http://127.0.0.1/", "eventTypes", List.of("*"), "description", "nul \0"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidBodyIsRefused(Map<String, Object> body) {
        api.request()
                .body(body)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("requestId", notNullValue());
    }

    @Test
    void anUnknownEventTypeIsNamed() {
        api.request()
                .body(Map.of("url", "http://127.0.0.1/", "eventTypes", List.of("ping", "payment_intent.lost")))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", hasItem(containsString("payment_intent.lost")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://0.0.0.0/",
                "http://192.168.0.1:8080/"
            })
    void anAddressInsideOfNetworksIsRefused(String url) {
        api.request()
                .body(Map.of("url", url, "eventTypes", List.of("*")))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"));
    }

    @Test
    void liveDemandsHttps() {
        api.live()
                .request()
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("message", hasItem("url: must be https"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "grüße"})
    void aMalformedKeyIsRefused(String key) {
        api.request()
                .header("Idempotency-Key", key)
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"));
    }

    @Test
    void brokenJsonIsRefused() {
        api.request().body("{\"url\":").post(PATH).then().statusCode(400).body("error", equalTo("MalformedJson"));
    }

    @Test
    void anotherContentTypeIsRefused() {
        api.request()
                .contentType("text/plain")
                .body("x")
                .post(PATH)
                .then()
                .statusCode(415)
                .body("error", equalTo("UnsupportedMediaType"));
    }

    @Test
    void withoutATokenNobodyIsLetIn() {
        given().contentType("application/json")
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
    }

    @Test
    void aKeyWithoutTheScopeIsRefused() {
        given().header("Authorization", "Bearer " + TestTokens.apiKey(api.orgId(), "test", "webhooks:read"))
                .contentType("application/json")
                .body(WISH)
                .post(PATH)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"))
                .body("details.required", equalTo("webhooks:write"))
                .body("details.granted", contains("webhooks:read"));
    }
}
