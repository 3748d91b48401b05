package dev.tollgate.payments.intent;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/payment-intents} by an agent: a treasury grant for each intent (contract/credentials.md, Agent tokens). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class AgentPaymentIntentApiTest {
    private final Calls calls = Calls.ofNewOrganization("test");
    private final String org = calls.organizationId();
    private final String agent = TestIds.next("agt");

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void grantIsUsedForTheKeyInBothModes(String mode) {
        create(mode, "key-1", Calls.body("order-1")).then().statusCode(201);

        assertEquals(List.of("idempotency_key:key-1"), references());
        assertEquals("treasury", Peers.grantUses(org).getFirst().getString("scope"));
    }

    @Test
    void withoutAKeyItIsUsedForTheExternalId() {
        create("test", null, Calls.body("order-2")).then().statusCode(201);

        assertEquals(List.of("external_id:order-2"), references());
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void withoutAGrantNothingIsCreated(String mode) {
        Peers.grants(org, "missing");

        create(mode, "key-3", Calls.body("order-3"))
                .then()
                .statusCode(403)
                .body("error", equalTo("SCOPE_REQUIRED"))
                .body("details", equalTo(Map.of("scope", "treasury")));

        nothingIsThere(mode);
        Peers.grants(org, "used");
        create(mode, "key-3", Calls.body("order-3")).then().statusCode(201);
    }

    @Test
    void replayNeedsNoGrant() {
        var id = create("test", "key-4", Calls.body("order-4")).path("id");
        Peers.grants(org, "missing");

        create("test", "key-4", Calls.body("order-4"))
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        create("test", null, Calls.body("order-4")).then().statusCode(200).body("id", equalTo(id));
        create("test", "key-4", Map.of("amount", "1.00")).then().statusCode(200).body("id", equalTo(id));
        assertEquals(1, references().size());
    }

    @Test
    void replayOfWhatAnotherCredentialCreatedBurnsNoGrant() {
        var id = calls.create("key-5", Calls.body("order-5")).path("id");

        create("test", "key-5", Calls.body("order-5")).then().statusCode(200).body("id", equalTo(id));

        assertEquals(List.of(), references());
    }

    @Test
    void keysBeingAwayIs503AndCreatesNothing() {
        Peers.grants(org, "down");

        create("live", "key-6", Calls.body("order-6"))
                .then()
                .statusCode(503)
                .body("error", equalTo("UpstreamUnavailable"));

        nothingIsThere("live");
        assertEquals(0, Peers.reservations(org).size());
    }

    @Test
    void keysNotAnsweringIs504AndCreatesNothing() {
        Peers.grants(org, "hangs");

        create("test", "key-7", Calls.body("order-7")).then().statusCode(504).body("error", equalTo("UpstreamTimeout"));

        nothingIsThere("test");
    }

    @Test
    void retryAfterALaterFailureAsksWithTheSameReference() {
        Peers.limits(org, "down");
        create("live", "key-8", Calls.body("order-8")).then().statusCode(503);
        Peers.limits(org, "reserved");

        create("live", "key-8", Calls.body("order-8")).then().statusCode(201);

        assertEquals(List.of("idempotency_key:key-8", "idempotency_key:key-8"), references());
    }

    /** The reasons that only an agent meets (contract/limits.md). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent_not_active",
                "exceeds_agent_ceiling_per_tx",
                "exceeds_agent_ceiling_daily",
                "exceeds_agent_ceiling_monthly"
            })
    void whatLimitsDeniesAnAgentReachesItAs403WithItsDetails(String reason) {
        Peers.limits(org, "denied:" + reason);

        var refused = create("live", "key-9a", Calls.body("order-9a"))
                .then()
                .statusCode(403)
                .body("error", equalTo("LimitExceeded"))
                .body("details.reason", equalTo(reason))
                .extract();

        assertEquals(
                JsonPath.from(Peers.denial(reason)).getMap("$"),
                refused.jsonPath().getMap("details"));
        nothingIsThere("live");
    }

    @Test
    void bodyThatIsRefusedBurnsNoGrant() {
        create("test", "key-9", Map.of("amount", "1.00")).then().statusCode(400);

        assertEquals(List.of(), references());
    }

    @Test
    void peopleAndKeysNeedNone() {
        Peers.grants(org, "missing");

        calls.create(Calls.body("order-10")).then().statusCode(201);
        Calls.as(TestTokens.user(org, "member", "test"))
                .body(Calls.body("order-11"))
                .post("/v1/payment-intents")
                .then()
                .statusCode(201);

        assertEquals(List.of(), references());
    }

    @Test
    void cancellingNeedsNone() {
        var body = Calls.bodyOf("never-pays");
        String id = create("test", "key-12", body).path("id");
        Peers.grants(org, "missing");

        Calls.as(agent("test"))
                .post("/v1/payment-intents/" + id + "/cancel")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void agentSeesAndCancelsItsOwnOnly(String mode) {
        String own = create(mode, "key-13", Calls.bodyOf("never-pays")).path("id");
        String other = calls.in(mode).create("key-14", Calls.body("order-14")).path("id");
        var stranger = agent(TestIds.next("agt"), mode);

        list(agent(mode)).body("data.id", equalTo(List.of(own)));
        list(stranger).body("data", hasSize(0));
        calls.in(mode).list("").then().body("data.id", equalTo(List.of(other, own)));
        isNotFound(Calls.as(stranger).get("/v1/payment-intents/" + own));
        isNotFound(Calls.as(stranger).post("/v1/payment-intents/" + own + "/cancel"));
        isNotFound(Calls.as(agent(mode)).get("/v1/payment-intents/" + other));
        isNotFound(Calls.as(agent(mode)).post("/v1/payment-intents/" + other + "/cancel"));
        Calls.as(agent(mode))
                .get("/v1/payment-intents/" + own)
                .then()
                .statusCode(200)
                .body("status", equalTo("awaiting_buyer"));
    }

    private static ValidatableResponse list(String token) {
        return Calls.as(token).get("/v1/payment-intents").then().statusCode(200);
    }

    private static void isNotFound(Response response) {
        response.then().statusCode(404).body("error", equalTo("NotFound"));
    }

    private Response create(String mode, @Nullable String key, Map<String, Object> body) {
        var request = Calls.as(agent(mode)).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/v1/payment-intents");
    }

    private String agent(String mode) {
        return agent(agent, mode);
    }

    private String agent(String id, String mode) {
        return TestTokens.agentWithId(id, org, mode, "payment_intents:read", "payment_intents:write", "invoices:read");
    }

    private List<String> references() {
        return Peers.grantUses(org).stream()
                .map(use -> use.getString("reference"))
                .toList();
    }

    private void nothingIsThere(String mode) {
        calls.in(mode).list("").then().body("data", hasSize(0));
    }
}
