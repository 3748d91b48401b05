package dev.tollgate.payments.intent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class CancelPaymentIntentApiTest {
    private final Calls calls = Calls.ofNewOrganization("test");

    @Test
    void unpaidIntentIsCancelledOnceHoweverOftenItIsAskedFor() {
        var id = calls.created(Calls.bodyOf("never-pays"));

        for (int i = 0; i < 2; i++) {
            calls.cancel(id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("cancelled"))
                    .body("timeline.status", contains("awaiting_buyer", "cancelled"));
        }
    }

    @Test
    void paidIntentIsNotCancelled() {
        var id = calls.created(Calls.bodyOf("buyer"));
        calls.await(id, "settled");

        calls.cancel(id)
                .then()
                .statusCode(409)
                .body("error", equalTo("InvalidState"))
                .body("details.currentState", equalTo("settled"))
                .body(
                        "details.allowedStates",
                        contains(
                                "awaiting_buyer",
                                "buyer_kyc_pending",
                                "buyer_kyc_approved",
                                "fx_quoted",
                                "on_ramp_pending",
                                "on_ramp_failed"));
    }

    @Test
    void intentOfAnotherOrganizationOrTheOtherModeIsAbsent() {
        var id = calls.created(Calls.bodyOf("never-pays"));

        for (var stranger : List.of(Calls.ofNewOrganization("test"), calls.in("live"))) {
            stranger.cancel(id).then().statusCode(404);
        }
        calls.cancel("nonsense").then().statusCode(404);
        calls.get(id).then().body("status", equalTo("awaiting_buyer"));
    }

    @Test
    void cancellingNeedsATokenAndTheScope() {
        given().post("/v1/payment-intents/" + TestIds.next("pi") + "/cancel")
                .then()
                .statusCode(401);
        Calls.as(TestTokens.apiKey(calls.organizationId(), "test", "payment_intents:read"))
                .post("/v1/payment-intents/" + TestIds.next("pi") + "/cancel")
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"));
    }
}
