package dev.tollgate.limits.reservation;

import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a reservation for a money path that says so by HTTP, because nobody here listens to its facts. The first end holds. */
@ApplicationScoped
class EndReservation {
    private final LedgerQueue queue;

    EndReservation(LedgerQueue queue) {
        this.queue = queue;
    }

    /**
     * The state that it is in afterwards, which is another one than was asked for where it had ended before. 404 for committing an unknown
     * reference; one that is released is never reserved for after that.
     */
    Uni<ReservationState> execute(String orgId, String reference, boolean settled) {
        return queue.ask(new Tenant(orgId, Mode.LIVE), new Ending(reference, settled, RequestTrace.current()))
                .map(EndReservation::state);
    }

    private static ReservationState state(ReservationOutcome outcome) {
        return switch (outcome) {
            case ReservationOutcome.Ended(var state) -> state;
            case ReservationOutcome.Reserved(var id, var state) -> state;
            case ReservationOutcome.Denied denied -> ReservationState.DENIED;
        };
    }
}
