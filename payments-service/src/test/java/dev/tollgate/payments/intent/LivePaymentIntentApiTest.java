package dev.tollgate.payments.intent;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.platform.retention.Pruning;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class LivePaymentIntentApiTest {
    @Inject
    Pruning pruning;

    private final Calls calls = Calls.ofNewOrganization("live");
    private final String org = calls.organizationId();

    @Test
    void liveIntentReservesUnderItsOwnIdAndWaitsForTheBuyer() throws SQLException {
        var id = calls.created(Calls.body("order-1"));

        var reservation = Peers.reservations(org).getFirst();
        assertEquals(id, reservation.getString("reference"));
        assertEquals("125.00", reservation.getString("amount"));
        assertEquals("USD", reservation.getString("currency"));
        assertEquals("payment_intent", reservation.getString("path"));
        calls.get(id).then().body("status", equalTo("awaiting_buyer")).body("timeline", hasSize(1));
        assertEquals("expiry", Rows.text("select string_agg(kind, ',') from payment_timer where payment_id = ?", id));
    }

    @Test
    void foreignCurrencyIsReservedWithItsRate() {
        var body = Calls.body("order-1");
        body.put("currency", "EUR");
        calls.created(body);

        assertEquals("1.100000", Peers.reservations(org).getFirst().getString("usdRate"));
    }

    @Test
    void testIntentReservesNothing() {
        calls.in("test").created(Calls.body("order-1"));

        assertEquals(0, Peers.reservations(org).size());
    }

    @Test
    void denialPassesOnWhatLimitsSaidAndLeavesNothingBehind() {
        Peers.limits(org, "denied");

        var refused = calls.create("key-1", Calls.body("order-2"))
                .then()
                .statusCode(403)
                .extract();

        assertEquals("LimitExceeded", refused.path("error"));
        assertEquals(JsonPath.from(Peers.DENIAL).getMap("$"), refused.jsonPath().getMap("details"));
        calls.list("").then().body("data", hasSize(0));
        Peers.limits(org, "reserved");
        calls.create("key-1", Calls.body("order-2")).then().statusCode(201);
    }

    @Test
    void deniedRequestThatComesAgainAsksUnderANewId() {
        Peers.limits(org, "denied");
        calls.create("key-2", Calls.body("order-3")).then().statusCode(403);
        calls.create("key-2", Calls.body("order-3")).then().statusCode(403);

        var references = Peers.reservations(org).stream()
                .map(asked -> asked.getString("reference"))
                .distinct();
        assertEquals(2, references.count());
    }

    @Test
    void limitsBeingAwayIs503AndTheRetryGoesOnWithTheSameReservation() {
        Peers.limits(org, "down");
        calls.create("key-3", Calls.body("order-4"))
                .then()
                .statusCode(503)
                .body("error", equalTo("UpstreamUnavailable"));
        calls.list("").then().body("data", hasSize(0));
        Peers.limits(org, "reserved");

        var id = calls.create("key-3", Calls.body("order-4"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        var references = Peers.reservations(org).stream()
                .map(asked -> asked.getString("reference"))
                .distinct()
                .toList();
        assertEquals(List.of(id), references);
    }

    @Test
    void aRetryWithAnotherBodyAfterNoAnswerIsARequestOfItsOwn() throws SQLException {
        var claimed = claim("key-4", "order-5");
        var other = Calls.body("order-6");
        other.put("amount", "999.00");

        calls.create("key-4", other)
                .then()
                .statusCode(201)
                .body("id", not(equalTo(claimed)))
                .body("externalId", equalTo("order-6"))
                .body("amount", equalTo("999.00"));

        assertEquals("0", Rows.text("select count(*) from payment where id = ?", claimed));
        var reserved = Peers.reservations(org).getLast();
        assertEquals("999.00", reserved.getString("amount"));
    }

    @Test
    void claimOfARequestThatDiedIsInvisible() throws SQLException {
        var claimed = claim("key-4", "order-5");

        calls.get(claimed).then().statusCode(404);
        calls.cancel(claimed).then().statusCode(404);
        assertEquals(null, Rows.text("select string_agg(kind, ',') from payment_timer where payment_id = ?", claimed));
    }

    @Test
    void whoComesWhileARequestIsUnderWaySharesItsClaimWhateverTheBody() throws SQLException {
        var claimed = claim("key-4", "order-5");
        Rows.change("update payment set claimed_until = now() + interval '1 minute' where id = ?", claimed);
        var other = Calls.body("order-6");
        other.put("amount", "999.00");

        calls.create("key-4", other)
                .then()
                .statusCode(201)
                .body("id", equalTo(claimed))
                .body("amount", equalTo("125.00"));
    }

    @Test
    void aClaimThatIsTakenOverHasTheExpiryOfWhoTookIt() throws SQLException {
        var claimed = claim("key-4", "order-5");
        Rows.change("update payment set expires_at = now() - interval '1 day' where id = ?", claimed);

        String expires = calls.create("key-4", Calls.body("order-5"))
                .then()
                .statusCode(201)
                .body("id", equalTo(claimed))
                .extract()
                .path("expiresAt");

        assertTrue(Instant.parse(expires).isAfter(Instant.now()), expires);
    }

    @ParameterizedTest
    @ValueSource(strings = {"released", "conflict"})
    void whatIsNotHeldAnyMoreIsNeverConfirmed(String limits) throws SQLException {
        var claimed = claim("key-4", "order-5");
        Peers.limits(org, limits);

        calls.create("key-4", Calls.body("order-5"))
                .then()
                .statusCode(503)
                .body("error", equalTo("UpstreamUnavailable"));

        assertEquals("0", Rows.text("select count(*) from payment where id = ?", claimed));
        Peers.limits(org, "reserved");
        calls.create("key-4", Calls.body("order-5")).then().statusCode(201).body("id", not(equalTo(claimed)));
    }

    @Test
    void claimsThatNobodyCameAgainForAreDeleted() throws Exception {
        var old = claim("key-4", "order-5");
        var young = claim("key-5", "order-6");
        Rows.change("update payment set claimed_until = now() - interval '61 minutes' where id = ?", old);

        pruning.round();

        assertEquals("0", Rows.text("select count(*) from payment where id = ?", old));
        assertEquals("1", Rows.text("select count(*) from payment where id = ?", young));
    }

    /** The id of a claim that is left because limits did not answer, in a moment in which limits answers again. */
    private String claim(String key, String externalId) {
        Peers.limits(org, "down");
        calls.create(key, Calls.body(externalId)).then().statusCode(503);
        Peers.limits(org, "reserved");
        return Peers.reservations(org).getLast().getString("reference");
    }

    @Test
    void replayReservesNothing() {
        var id = calls.create("key-5", Calls.body("order-7")).path("id");

        calls.create("key-5", Calls.body("order-8")).then().statusCode(200).body("id", equalTo(id));
        calls.create("key-6", Calls.body("order-7")).then().statusCode(200).body("id", equalTo(id));

        assertEquals(1, Peers.reservations(org).size());
    }

    @Test
    void withoutApprovedKybNothingIsReserved() {
        Peers.kyb(org, "pending");

        calls.create(Calls.body("order-9")).then().statusCode(400).body("error", equalTo("KybNotApproved"));

        assertEquals(0, Peers.reservations(org).size());
    }
}
