package dev.tollgate.payments.reference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tollgate.payments.intent.Calls;
import dev.tollgate.payments.intent.Rows;
import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What limits is told of a payment's id. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReferenceApiTest {
    private static final String ROUTE = "/internal/v1/references/confirm";

    private final Calls calls = Calls.ofNewOrganization("live");
    private final String org = calls.organizationId();

    @Test
    void aPaymentExistsWhateverBecameOfItAndItsStateIsTold() {
        var id = calls.created(Calls.body("order-1"));
        assertEquals("exists", outcome(org, "live", id));
        assertEquals("open", state(id));

        calls.cancel(id).then().statusCode(200);

        assertEquals("exists", outcome(org, "live", id));
        assertEquals("ended", state(id));
    }

    @Test
    void whatSettledIsToldToHaveSettled() {
        var test = calls.in("test");
        var id = test.created(Calls.body("order-1"));
        test.await(id, "settled");

        post(TestTokens.service(), question(org, "test", id))
                .then()
                .statusCode(200)
                .body("outcome", equalTo("exists"))
                .body("state", equalTo("settled"));
    }

    @Test
    void whatNobodyEverMadeNeverWillBe() {
        assertEquals("never", outcome(org, "live", TestIds.next("pi")));
        assertEquals("never", outcome(org, "live", "no id at all"));
        post(TestTokens.service(), question(org, "live", TestIds.next("pi")))
                .then()
                .body("$", not(hasKey("state")));
    }

    @Test
    void aClaimThatIsSaidNeverToBeIsGoneAndItsRetryBeginsAnew() throws Exception {
        var claimed = claim("key-1", "order-2");

        assertEquals("never", outcome(org, "live", claimed));
        assertEquals("0", Rows.text("select count(*) from payment where id = ?", claimed));

        Peers.limits(org, "reserved");
        String made = calls.create("key-1", Calls.body("order-2"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertNotEquals(claimed, made);
        assertEquals("exists", outcome(org, "live", made));
        assertEquals("never", outcome(org, "live", claimed));
    }

    @Test
    void anotherOrganizationsOrTheOtherModesIsNotThereAndIsLeftAlone() throws Exception {
        var claimed = claim("key-2", "order-3");

        assertEquals("never", outcome(TestIds.next("org"), "live", claimed));
        assertEquals("never", outcome(org, "test", claimed));

        assertEquals("claimed", Rows.text("select status from payment where id = ?", claimed));
    }

    /** However the two meet, what is said is true afterwards. */
    @Test
    void askedWhileItIsBeingConfirmedTheAnswerIsWhatComesOfIt() throws Exception {
        for (int round = 0; round < 25; round++) {
            var key = "key-" + round;
            var order = "order-" + round;
            var claimed = claim(key, order);
            Peers.limits(org, "reserved");
            Callable<String> asking = () -> outcome(org, "live", claimed);
            Callable<Response> confirming = () -> calls.create(key, Calls.body(order));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = threads.invokeAll(List.of(asking, () -> {
                    confirming.call();
                    return "done";
                }));
                var said = answers.getFirst().get();
                answers.getLast().get();
                assertEquals(
                        said.equals("exists") ? "1" : "0",
                        Rows.text("select count(*) from payment where id = ?", claimed));
            }
        }
    }

    @Test
    void onlyServicesAsk() {
        var body = question(org, "live", "pi_1");
        for (var token :
                List.of(TestTokens.apiKey(org, "live"), TestTokens.staff(), TestTokens.user(org, "owner", "live"))) {
            post(token, body).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        }
        given().contentType("application/json").body(body).post(ROUTE).then().statusCode(401);
    }

    @Test
    void whatIsMissingIsNamed() {
        post(TestTokens.service(), "{\"orgId\":\"" + org + "\",\"mode\":\"live\",\"path\":\"payment_intent\"}")
                .then()
                .statusCode(400)
                .body("message", hasItem("reference: is required"));
        post(TestTokens.service(), question("pi_1", "live", "pi_1")).then().statusCode(400);
        post(TestTokens.service(), "{").then().statusCode(400).body("error", equalTo("MalformedJson"));
    }

    /** The id of a claim whose request got no answer from limits. */
    private String claim(String key, String order) {
        Peers.limits(org, "down");
        calls.create(key, Calls.body(order)).then().statusCode(503);
        return Peers.reservations(org).getLast().getString("reference");
    }

    private static String outcome(String orgId, String mode, String reference) {
        return post(TestTokens.service(), question(orgId, mode, reference))
                .then()
                .statusCode(200)
                .extract()
                .path("outcome");
    }

    private String state(String reference) {
        return post(TestTokens.service(), question(org, "live", reference)).path("state");
    }

    private static Response post(String token, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .post(ROUTE);
    }

    private static String question(String orgId, String mode, String reference) {
        return """
                {"orgId":"%s","mode":"%s","path":"payment_intent","reference":"%s"}""".formatted(orgId, mode, reference);
    }
}
