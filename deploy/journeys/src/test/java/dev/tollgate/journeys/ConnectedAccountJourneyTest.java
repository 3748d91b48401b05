package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.local.demo.Story;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An integrator's sellers, through the gate: rejected by the sandbox on request, verified by staff in live. The good case in test is the main story's. */
class ConnectedAccountJourneyTest {
    private final Story story = RunningStack.story();

    @Test
    void theSandboxRejectsWhomItIsAskedTo() {
        var key = RunningStack.founding().found("Picky Platform").key();

        var id = story.submitSeller(key, "seller-1", "Reject Souza Ltda.").text("id");

        var decided = story.awaitDecided(key, id);
        assertEquals("rejected", decided.text("status"));
        assertTrue(decided.text("rejectionReason").contains("sandbox"));
    }

    @Test
    void aDocumentOfTenMebibytesPassesTheGateOnce() {
        var key = RunningStack.founding().found("Paper Platform").key();
        var accounts = story.api().as(key);
        var id = accounts.post("/v1/connected-accounts", Map.of("role", "buyer", "entityType", "individual"))
                .expect(201)
                .text("id");
        var asked = Map.of("documentType", "identity_document", "contentType", "application/pdf");
        var url = accounts.post("/v1/connected-accounts/" + id + "/upload-url", asked)
                .expect(201)
                .text("url");
        byte[] largest = Arrays.copyOf("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), 10 << 20);

        story.api().upload(url, largest, "Content-Type", "image/png").expect(415, "UnsupportedMediaType");
        story.api().upload(url, largest, "Content-Type", "application/pdf").expect(200);
        story.api().upload(url, largest, "Content-Type", "application/pdf").expect(409, "InvalidState");
        story.api()
                .upload(url, Arrays.copyOf(largest, largest.length + 1), "Content-Type", "application/pdf")
                .expect(413, "PayloadTooLarge");
    }

    @Test
    void staffVerifyALiveSeller() {
        var owner = story.open(story.signUp("Live Platform"));
        story.declareProduction(owner);
        var staff = story.staff();
        story.approve(staff, owner.orgId());
        var key = story.mintKey(owner, "live").text("secret");

        var id = story.submitSeller(key, "seller-1", "Reject is just a name in live")
                .text("id");

        var queued = staff.get("/v1/admin/connected-accounts?limit=100").expect(200);
        assertTrue(queued.response().body().contains(id));
        staff.post("/v1/admin/connected-accounts/" + id + "/approve", Map.of()).expect(200);
        assertEquals("approved", story.awaitDecided(key, id).text("status"));
        story.api()
                .as(story.mintKey(owner, "test").text("secret"))
                .get("/v1/connected-accounts/" + id)
                .expect(404, "NotFound");
    }
}
