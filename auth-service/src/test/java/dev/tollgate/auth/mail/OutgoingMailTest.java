package dev.tollgate.auth.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.crypto.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutgoingMailTest {
    private static final Secret TOKEN = new Secret("a-token");

    @Test
    void invitationComesOutOfItsRowAsItWent() {
        var mail = new OutgoingMail.Invitation(TOKEN, "\"ada\"@acme.example");

        var read = assertInstanceOf(OutgoingMail.Invitation.class, OutgoingMail.read(mail.kind(), mail.content()));

        assertEquals("a-token", read.token().reveal());
        assertEquals(mail.invitedBy(), read.invitedBy());
    }

    @Test
    void rowOfTheFirstReleaseIsASignInMail() {
        var read = assertInstanceOf(OutgoingMail.SignIn.class, OutgoingMail.read("sign_in", TOKEN));

        assertEquals("a-token", read.token().reveal());
    }

    @Test
    void kindOfALaterReleaseIsNotGuessed() {
        assertThrows(IllegalStateException.class, () -> OutgoingMail.read("newsletter", TOKEN));
    }

    @Test
    void noMailPrintsItsToken() {
        var left = Duration.ofMinutes(15);
        for (var mail : new OutgoingMail[] {
            new OutgoingMail.SignIn(TOKEN), new OutgoingMail.Invitation(TOKEN, "ada@acme.example")
        }) {
            assertFalse(mail.toString().contains("a-token"), mail.toString());
            assertFalse(mail.content().toString().contains("a-token"));
            assertFalse(mail.filled("http://x", left).toString().contains("a-token"));
        }
    }
}
