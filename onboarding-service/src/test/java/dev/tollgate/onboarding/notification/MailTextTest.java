package dev.tollgate.onboarding.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTextTest {
    @ParameterizedTest
    @EnumSource
    void whatIsInTheRowComesOutAsItWent(NoticeKind kind) {
        var text = MailText.of(new Notice(kind, "org_1", "Souza \"& Co\"", 7, "a\nb", Instant.EPOCH));

        assertEquals(text, MailText.read(kind.wire(), text.encode()));
    }

    @Test
    void aNameStaysOnOneLineOfBoundedLength() {
        var text = MailText.of(
                new Notice(NoticeKind.DECLARED, "org_1", "A\r\nB\u2028C" + "x".repeat(300), 1, null, Instant.EPOCH));

        assertEquals("A B C" + "x".repeat(195) + '…', text.organization());
        assertEquals("", text.quotedNotes());
    }

    @Test
    void notesAreQuotedLineByLine() {
        var text = MailText.of(new Notice(NoticeKind.DENIED, "org_1", "Souza", 1, "a\r\n\r\nb", Instant.EPOCH));

        assertEquals("> a\n> \n> b", text.quotedNotes());
    }

    @Test
    void aKindOfALaterReleaseIsNotGuessed() {
        assertThrows(IllegalStateException.class, () -> MailText.read("newsletter", "{}"));
    }
}
