package dev.tollgate.onboarding.terms;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A browser asks for a session by its URL. */
@ApplicationScoped
class ShowTerms {
    private final Transactions transactions;
    private final TosSessionRepository sessions;
    private final Clock clock;

    ShowTerms(Transactions transactions, TosSessionRepository sessions, Clock clock) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** 404 if there is none, or it is over. */
    Uni<TosSession> shown(String tosId) {
        return transactions
                .acrossTenants(transaction -> sessions.shown(transaction, tosId))
                .map(found -> found.filter(session -> !session.isOver(clock.instant()))
                        .orElseThrow(Problem::notFound));
    }
}
