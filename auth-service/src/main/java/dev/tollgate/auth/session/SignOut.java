package dev.tollgate.auth.session;

import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Ends a session: when this has answered, no request with a token of it is let in, although gateways remember whose tokens are. Ending it
 * again changes nothing, and promises the same.
 */
@ApplicationScoped
class SignOut {
    private final Sessions transactions;
    private final SessionRepository sessions;
    private final Outbox outbox;
    private final Changes changes;
    private final Clock clock;

    SignOut(Sessions transactions, SessionRepository sessions, Outbox outbox, Changes changes, Clock clock) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.outbox = outbox;
        this.changes = changes;
        this.clock = clock;
    }

    /** Across tenants because staff sign out too; a session is only ever ended by the person whose it is. */
    Uni<Void> end(String sessionId, String userId) {
        return transactions
                .acrossTenants(() -> sessions.locked(sessionId, userId)
                        .map(found -> found.filter(session -> session.isOpen(clock.instant())))
                        .chain(open -> open.map(this::end).orElseGet(Uni.createFrom()::nullItem)))
                .chain(number -> number == null ? changes.allHeard() : changes.heard(number));
    }

    private Uni<Long> end(Session session) {
        return session.end(clock.instant())
                .map(outbox::append)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> changes.note("session:" + session.id()));
    }
}
