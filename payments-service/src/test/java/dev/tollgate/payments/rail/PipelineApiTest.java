package dev.tollgate.payments.rail;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.payments.intent.Calls;
import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

/** A test intent on its own way through the pipeline, as the integrator and Kafka see it. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class PipelineApiTest {
    private final Calls calls = Calls.ofNewOrganization("test");

    @Test
    void testIntentSettlesByItself() {
        var body = Calls.bodyOf("buyer");
        body.put("currency", "EUR");
        var id = calls.created(body);

        var settled = calls.await(id, "settled");

        settled.then()
                .body(
                        "timeline.status",
                        contains(
                                "awaiting_buyer",
                                "buyer_kyc_pending",
                                "buyer_kyc_approved",
                                "fx_quoted",
                                "on_ramp_pending",
                                "fiat_received",
                                "on_chain_confirmed",
                                "offramp_pending",
                                "settled"))
                .body("fxRateAtSettlement", equalTo("5.500000"))
                .body("brlSettledAmount", equalTo("687.50"))
                .body("settledAt", equalTo(settled.path("timeline[8].at")))
                .body("failureReason", nullValue());
    }

    @Test
    void everyStateIsOneFactInOrderWithTheIntentAsGetShowsIt() {
        var id = calls.created(Calls.bodyOf("buyer"));
        var settled = calls.await(id, "settled");

        try (var kafka = FactsOnKafka.of("tollgate.payments.payment_intent.v1")) {
            var facts = kafka.await(id, 9);

            assertEquals(
                    "dev.tollgate.payments.payment_intent.created.v1",
                    facts.getFirst().type());
            assertEquals(
                    "dev.tollgate.payments.payment_intent.settled.v1",
                    facts.getLast().type());
            assertEquals(
                    settled.jsonPath().getList("timeline.status"),
                    facts.stream()
                            .map(fact -> fact.data().at("/paymentIntent/status").asText())
                            .toList());
            assertEquals(
                    settled.jsonPath().getMap("$"),
                    JsonPath.from(facts.getLast().value()).getMap("data.paymentIntent"));
            facts.forEach(fact -> EventSchemas.assertValid(fact.value()));
        }
    }

    @Test
    void buyerWhoIsRejectedEndsIt() {
        var id = calls.created(Calls.bodyOf("kyc-rejected"));

        calls.await(id, "buyer_kyc_rejected").then().body("failureReason", equalTo("buyer_kyc_rejected"));
    }

    @Test
    void onRampThatFailsIsRetriedThenGivenUp() {
        var id = calls.created(Calls.bodyOf("onramp-fail"));

        calls.await(id, "failed")
                .then()
                .body("failureReason", equalTo("on_ramp_failed"))
                .body("timeline.findAll { it.status == 'on_ramp_failed' }.size()", equalTo(3));
    }

    @Test
    void offRampThatFailsOnceIsRetriedAndSettles() {
        var id = calls.created(Calls.bodyOf("offramp-fail-once"));

        calls.await(id, "settled")
                .then()
                .body("failureReason", nullValue())
                .body("timeline.findAll { it.status == 'offramp_pending' }.size()", equalTo(2));
    }
}
