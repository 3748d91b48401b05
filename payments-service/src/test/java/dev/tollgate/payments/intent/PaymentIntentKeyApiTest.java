package dev.tollgate.payments.intent;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that were answered with what another request made: they are that one's from then on (contract/conventions.md, Idempotency). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class PaymentIntentKeyApiTest {
    private final Calls live = Calls.ofNewOrganization("live");
    private final String org = live.organizationId();

    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void keyThatMetAnExternalIdKeepsItsAnswerWhateverComesWithIt(String mode) {
        var calls = live.in(mode);
        var id = calls.create("key-1", Calls.body("order-1")).path("id");
        calls.create("key-2", Calls.body("order-1")).then().statusCode(200).body("id", equalTo(id));

        calls.create("key-2", Calls.body("order-2"))
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));

        calls.list("").then().body("data", hasSize(1));
        calls.create("key-3", Calls.body("order-2")).then().statusCode(201);
    }

    @Test
    void aKeyThatSharedAClaimKeepsTheIntentThatBecameOfIt() throws SQLException {
        var claimed = claim("key-4", "order-5");
        live.create("key-5", Calls.body("order-5")).then().statusCode(201).body("id", equalTo(claimed));

        for (var key : List.of("key-4", "key-5")) {
            live.create(key, Calls.body("order-6")).then().statusCode(200).body("id", equalTo(claimed));
        }
    }

    @Test
    void theKeysOfAClaimThatIsDeniedAreFreeAgain() throws SQLException {
        var claimed = claim("key-4", "order-5");
        Peers.limits(org, "denied");
        live.create("key-5", Calls.body("order-5")).then().statusCode(403);
        assertEquals("0", Rows.text("select count(*) from payment_key where payment_id = ?", claimed));
        Peers.limits(org, "reserved");

        live.create("key-5", Calls.body("order-6")).then().statusCode(201).body("externalId", equalTo("order-6"));
        live.create("key-4", Calls.body("order-5")).then().statusCode(201).body("id", not(equalTo(claimed)));
    }

    /** The id of a claim that is left because limits did not answer, in a moment in which limits answers again. */
    private String claim(String key, String externalId) {
        Peers.limits(org, "down");
        live.create(key, Calls.body(externalId)).then().statusCode(503);
        Peers.limits(org, "reserved");
        return Peers.reservations(org).getLast().getString("reference");
    }
}
