package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is planted is found, so that finding nothing means something. */
class WitnessTest {
    private static final String HALF = "Planted0Planted1Planted2Planted3Planted4";

    @Test
    void secretHalfOfAKeyIsFoundAndThePublicHalfIsNone() {
        Witness.remember("pk_test_PublicPublicPublic1." + HALF);

        assertEquals(List.of(HALF), Witness.found("{\"key\":\"" + HALF + "\"}"));
        assertEquals(List.of(HALF), Witness.found("refused pk_test_PublicPublicPublic1." + HALF + " again"));
        assertEquals(List.of(), Witness.found("pk_test_PublicPublicPublic1"));
    }

    @Test
    void signatureOfATokenAndAWebhookSecretAreFound() {
        Witness.remember("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.Signature-Signature_Signature");
        Witness.remember("whsec_AAAA/BBBBBBBBBBBBBBBBBBBBBBBBBBBB=");

        assertEquals(
                List.of("Signature-Signature_Signature"),
                Witness.found("Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.Signature-Signature_Signature"));
        assertEquals(
                List.of("BBBBBBBBBBBBBBBBBBBBBBBBBBBB"), Witness.found("whsec_AAAA/BBBBBBBBBBBBBBBBBBBBBBBBBBBB="));
    }
}
