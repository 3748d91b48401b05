package dev.tollgate.onboarding.notification;

import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.staff;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.Rows;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the mails, and that they come: later, if SMTP is away, and once. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class NoticeMailDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WAITING = "select count(*) from mail where recipient = ?";
    private final Api api = Api.ofNewOrganization();

    @AfterEach
    void asBefore() {
        Mailbox.up();
    }

    @Test
    void theDeclaringOwnerGetsTheDecisionInTextAndHtml() throws Exception {
        api.approved();

        var mail = Mailbox.await(api.email(), 1).getFirst();

        assertEquals("Tollgate: Your production access was approved", mail.getSubject());
        assertTrue(mail.getMessageID().matches("<mail_[0-9a-z]{26}@127\\.0\\.0\\.1>"), mail.getMessageID());
        var text = Mailbox.text(mail);
        assertTrue(text.contains("text/plain") && text.contains("text/html"), text);
        assertTrue(text.contains("> because"), text);
        assertTrue(text.contains("Souza Comércio") && text.contains(api.org()), text);
    }

    @Test
    void theReviewersAreToldOfADeclarationAndOfNothingTheOrganizationTyped() throws Exception {
        api.declare();

        await().atMost(PATIENCE)
                .until(() -> Mailbox.messages(Neighbours.STAFF_EMAIL).stream()
                        .anyMatch(mail -> Mailbox.text(mail).contains(api.org())));
        var ours = Mailbox.messages(Neighbours.STAFF_EMAIL).stream()
                .filter(mail -> Mailbox.text(mail).contains(api.org()))
                .toList();
        assertEquals(1, ours.size());
        assertEquals("Tollgate: A declaration waits for review", ours.getFirst().getSubject());
        assertFalse(Mailbox.text(ours.getFirst()).contains(Api.USE_CASE));
        await().atMost(PATIENCE)
                .until(() -> Mailbox.messages("second@tollgate.example").stream()
                        .anyMatch(mail -> Mailbox.text(mail).contains(api.org())));
    }

    @Test
    void theReviewersNotesAreTextAndNothingElse() throws Exception {
        Neighbours.owners(
                api.org(), "Evil\r\nBcc: everybody@example.com\r\n\r\n<b>Org</b>", Neighbours.Owner.of(api.ownerId()));
        api.declare();
        var notes =
                "Line one\r\nBcc: victim@example.com\r\nSubject: other\r\n\r\n<script>alert(1)</script> {publicUrl} & \"quotes\"";
        post(staff(), "/v1/admin/production-access/" + api.org() + "/deny", Map.of("notes", notes))
                .then()
                .statusCode(200);

        var mail = Mailbox.await(api.email(), 1).getFirst();

        assertEquals("Tollgate: Your production access was denied", mail.getSubject());
        assertNull(mail.getHeader("Bcc"));
        assertEquals(1, mail.getHeader("Subject").length);
        assertEquals(1, mail.getAllRecipients().length);
        var text = Mailbox.text(mail);
        var html = text.substring(text.indexOf("<!DOCTYPE"));
        assertFalse(html.contains("<script>") || html.contains("<b>"), html);
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; {publicUrl} &amp; &quot;quotes&quot;"), html);
        assertTrue(text.contains("> Bcc: victim@example.com"), text);
        assertTrue(text.contains("Organization: Evil Bcc: everybody@example.com <b>Org</b>"), text);
    }

    @Test
    void whileSmtpIsAwayDecisionsStandAndTheirMailsComeLaterAndOnce() {
        api.declare();
        Mailbox.down();
        api.decide("deny").then().statusCode(200);
        await().atMost(PATIENCE)
                .until(() -> Rows.count("select attempts from mail where recipient = ?", api.email()) >= 2);
        assertEquals(1, Rows.count(WAITING, api.email()));
        api.productionStatus().then().body("status", equalTo("production_denied"));
        api.owner().get("/v1/notifications/unread-count").then().body("unread", equalTo(1));

        Mailbox.up();

        Mailbox.await(api.email(), 1);
        await().atMost(PATIENCE).until(() -> Rows.count(WAITING, api.email()) == 0);
        assertEquals(1, Mailbox.messages(api.email()).size());
    }
}
