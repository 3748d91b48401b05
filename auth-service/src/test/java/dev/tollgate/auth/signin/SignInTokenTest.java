package dev.tollgate.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInTokenTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");

    @Test
    void itDoesNotPrintItsHalfOfTheSecret() {
        var plain = LinkToken.random();

        assertFalse(new SignInToken(plain, "usr_x", NOW).toString().contains(plain.reveal()));
    }

    @Test
    void tokenLivesFifteenMinutes() {
        assertEquals(NOW.plusSeconds(900), new SignInToken(LinkToken.random(), null, NOW).expiresAt());
    }
}
