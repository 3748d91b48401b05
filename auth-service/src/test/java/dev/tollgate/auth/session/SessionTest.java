package dev.tollgate.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.account.UserAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    private final UserAccount owner = UserAccount.owner("org_x", "ada@acme.example", "Ada", NOW);
    private final Session session = Session.start(owner, NOW);

    @Test
    void sessionIsOpenForTwelveHours() {
        assertEquals(NOW.plus(Duration.ofHours(12)), session.expiresAt());
        assertTrue(session.isOpen(session.expiresAt().minusMillis(1)));
        assertFalse(session.isOpen(session.expiresAt()));
    }

    @Test
    void startAndEndAreFactsOfItsOrganization() {
        assertEquals(Optional.of(new SessionEvent.Started(session.id(), owner.id(), "org_x")), session.started());
        assertEquals(Optional.of(new SessionEvent.Ended(session.id(), owner.id(), "org_x")), session.end(NOW));
    }

    @Test
    void endingTwiceIsOneFact() {
        assertTrue(session.end(NOW).isPresent());
        assertFalse(session.isOpen(NOW));
        assertTrue(session.end(NOW).isEmpty());
    }

    @Test
    void endingAnExpiredSessionIsNoFact() {
        assertTrue(session.end(session.expiresAt()).isEmpty());
    }

    @Test
    void sessionBelongsToOnePerson() {
        assertTrue(session.belongsTo(owner.id()));
        assertFalse(session.belongsTo(UserAccount.ID.create()));
    }
}
