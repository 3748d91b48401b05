package dev.tollgate.onboarding.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.GoldenEvents;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class UploadTokensTest {
    private static final Instant END = Instant.parse("2026-05-02T14:15:00Z");
    private static final Document DOCUMENT = new Document(
            new Tenant(GoldenEvents.ORG, Mode.TEST),
            "doc_01k9y1a2b3c4d5e6f7g8h9j0km",
            "acct_01k9y1a2b3c4d5e6f7g8h9j0km",
            "business_registration",
            FileKind.PDF,
            END,
            null,
            null,
            null);

    private final UploadTokens tokens = tokens((byte) 1);

    @Test
    void aTokenSaysWhatItIsFor() {
        var token = tokens.issue(DOCUMENT);

        assertTrue(token.matches("[A-Za-z0-9_.~-]{1,200}"), "it passes the gate as one segment of a path");
        assertEquals(
                new UploadTokens.UploadToken(DOCUMENT.tenant(), DOCUMENT.id(), END),
                tokens.read(token, END.minusMillis(1)));
    }

    @Test
    void aTokenIsOverAtItsEnd() {
        assertEquals("UploadExpired", refusal(tokens, tokens.issue(DOCUMENT), END));
    }

    @Test
    void noCharacterOfATokenMayBeAnother() {
        var token = tokens.issue(DOCUMENT);
        for (int i = 0; i < token.length() - 1; i++) {
            var other = token.charAt(i) == '1' ? '2' : '1';
            assertEquals("NotFound", refusal(tokens, token.substring(0, i) + other + token.substring(i + 1), END));
        }
        assertEquals("NotFound", refusal(tokens, token + "x", END));
        assertEquals("NotFound", refusal(tokens, "", END));
    }

    @Test
    void aTokenOfAnotherKeyIsNone() {
        assertEquals("NotFound", refusal(tokens((byte) 2), tokens.issue(DOCUMENT), END.minusSeconds(1)));
    }

    private static UploadTokens tokens(byte last) {
        byte[] key = new byte[32];
        key[31] = last;
        return new UploadTokens(Base64.getEncoder().encodeToString(key));
    }

    private static String refusal(UploadTokens tokens, String token, Instant now) {
        return assertThrows(Problem.class, () -> tokens.read(token, now)).code().name();
    }
}
