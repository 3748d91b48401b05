package dev.tollgate.webhooks.endpoint;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tollgate.platform.crypto.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the published library of the Standard Webhooks specification. */
class SignatureTest {
    private static final String BODY = "{\"type\":\"ping\",\"data\":{\"text\":\"Grüße €\"}}";

    private final Secret secret = Signature.newSecret();
    private final long now = Instant.now().getEpochSecond();

    @Test
    void theStandardLibraryVerifiesWhatWeSign() {
        var headers = headers("evt_1", now, Signature.of(secret, "evt_1", now, BODY));

        assertDoesNotThrow(() -> new Webhook(secret.reveal()).verify(BODY, headers));
    }

    @Test
    void theStandardLibraryRefusesWhatWasChanged() {
        var signature = Signature.of(secret, "evt_1", now, BODY);

        refused(BODY + " ", headers("evt_1", now, signature));
        refused(BODY, headers("evt_2", now, signature));
        refused(BODY, headers("evt_1", now + 1, signature));
        refused(BODY, headers("evt_1", now, Signature.of(Signature.newSecret(), "evt_1", now, BODY)));
    }

    @Test
    void exampleOfTheSpecificationIsSignedAlike() {
        var theirs = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Signature.of(theirs, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"));
    }

    @Test
    void aSecretHoldsThirtyTwoBytesAndPrintsNothing() {
        assertEquals(32, Base64.getDecoder().decode(secret.reveal().substring("whsec_".length())).length);
        assertEquals("***", secret.toString());
    }

    private void refused(String body, Map<String, List<String>> headers) {
        assertThrows(WebhookVerificationException.class, () -> new Webhook(secret.reveal()).verify(body, headers));
    }

    private static Map<String, List<String>> headers(String id, long timestamp, String signature) {
        return Map.of(
                "webhook-id", List.of(id),
                "webhook-timestamp", List.of(Long.toString(timestamp)),
                "webhook-signature", List.of(signature));
    }
}
