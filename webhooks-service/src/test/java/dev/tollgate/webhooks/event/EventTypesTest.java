package dev.tollgate.webhooks.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTypesTest {
    /** contract/webhooks.md, Events. */
    private static final List<String> CONTRACT = Stream.of(
                    endings(
                            "payment_intent",
                            "created buyer_kyc_approved buyer_kyc_rejected on_chain_confirmed settled"
                                    + " failed cancelled expired"),
                    endings(
                            "invoice",
                            "created buyer_kyc_approved buyer_kyc_rejected on_chain_confirmed settled failed"
                                    + " cancelled expired submitted approved"),
                    endings("production_access", "declared approved denied suspended reinstated"),
                    endings("connected_account", "verifying approved rejected"),
                    endings("api_key", "created revoked"))
            .flatMap(types -> types)
            .toList();

    private static Stream<String> endings(String resource, String endings) {
        return Stream.of(endings.split(" ")).map(ending -> resource + '.' + ending);
    }

    @Test
    void everyTypeOfTheContractIsKnownAndMadeOfOneFact() {
        CONTRACT.forEach(type -> assertTrue(EventTypes.isKnown(type), type));
        assertTrue(EventTypes.isKnown("limit.denied"));
        assertTrue(EventTypes.isKnown("ping"));
        assertEquals(CONTRACT.size() + 1, EventTypes.facts().size());
    }

    @Test
    void wireTypesBecomePublicOnes() {
        assertEquals(
                Optional.of("payment_intent.settled"),
                EventTypes.of("dev.tollgate.payments.payment_intent.settled.v1"));
        assertEquals(Optional.of("limit.denied"), EventTypes.of("dev.tollgate.limits.denial.denied.v1"));
    }

    @Test
    void innerStatesAreNotTold() {
        assertEquals(Optional.empty(), EventTypes.of("dev.tollgate.payments.payment_intent.fx_quoted.v1"));
        assertFalse(EventTypes.isKnown("payment_intent.fx_quoted"));
        assertFalse(EventTypes.isKnown("*"));
    }

    @Test
    void aPaymentIntentIsUnwrappedAndOthersAreAsTheyCame() throws Exception {
        JsonNode data = new ObjectMapper().readTree("{\"paymentIntent\":{\"id\":\"pi_1\"}}");

        assertEquals(
                "pi_1",
                EventTypes.data("payment_intent.settled", data).path("id").asText());
        assertEquals(data, EventTypes.data("api_key.created", data));
    }
}
