package dev.tollgate.auth.session;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Ends a session: from its commit on, no token of it resolves. Ending it again changes nothing. */
@ApplicationScoped
class SignOut {
    private final Sessions transactions;
    private final SessionRepository sessions;
    private final Outbox outbox;
    private final Clock clock;

    SignOut(Sessions transactions, SessionRepository sessions, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Across tenants because staff sign out too; a session is only ever ended by the person whose it is. */
    Uni<Void> end(String sessionId, String userId) {
        return transactions.acrossTenants(() -> sessions.locked(sessionId, userId)
                .chain(found -> found.flatMap(session -> session.end(clock.instant()))
                        .map(outbox::append)
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }
}
