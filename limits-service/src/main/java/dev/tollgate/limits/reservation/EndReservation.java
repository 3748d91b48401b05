package dev.tollgate.limits.reservation;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Ends a reservation for a money path that says so by HTTP, because nobody here listens to its facts. The first end holds. */
@ApplicationScoped
class EndReservation {
    private final Transactions transactions;
    private final CloseReservation close;
    private final ReservationRepository reservations;

    EndReservation(Transactions transactions, CloseReservation close, ReservationRepository reservations) {
        this.transactions = transactions;
        this.close = close;
        this.reservations = reservations;
    }

    /** The state that it is in afterwards, which is another one than was asked for where it had ended before; 404 for an unknown reference. */
    Uni<ReservationState> execute(String orgId, String reference, boolean settled) {
        var tenant = new Tenant(orgId, Mode.LIVE);
        return transactions.inTenant(
                tenant,
                transaction -> (settled
                                ? close.commit(transaction, tenant, reference)
                                : close.release(transaction, tenant, reference))
                        .chain(() -> reservations.find(transaction, tenant, reference))
                        .map(EndReservation::state));
    }

    private static ReservationState state(@Nullable Reservation found) {
        if (found == null) {
            throw Problem.notFound();
        }
        return found.state();
    }
}
