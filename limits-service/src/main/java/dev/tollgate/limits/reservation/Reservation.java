package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The one decision about a reference.
 *
 * @param agentId the agent that asked, in whose own windows it counts too; null if none did
 * @param amount what the money path asked for, in its currency
 * @param usd what counts against the ceilings
 * @param windows where it counts, for as long as it lives
 */
record Reservation(
        String id,
        Tenant tenant,
        @Nullable String agentId,
        String reference,
        String path,
        Money amount,
        Money usd,
        Windows windows,
        ReservationState state) {
    static final IdPrefix ID = new IdPrefix("rsv");

    /** What an admitted request becomes, and the aggregate that a denial is about. */
    static Reservation of(Tenant tenant, @Nullable String agentId, ReservationRequest request, Windows windows) {
        return new Reservation(
                ID.create(),
                tenant,
                agentId,
                request.reference(),
                request.path(),
                request.amount(),
                request.usd(),
                windows,
                ReservationState.RESERVED);
    }

    /** The same where it did not fit: nothing follows. */
    Reservation denied() {
        return new Reservation(id, tenant, agentId, reference, path, amount, usd, windows, ReservationState.DENIED);
    }

    /** As it is after {@code event}. */
    Reservation after(ReservationEvent.Closed event) {
        return new Reservation(id, tenant, agentId, reference, path, amount, usd, windows, event.state());
    }

    /** Whether {@code request} is the one that it was made for: of that path and amount. Its rate may have changed since it was first sent. */
    boolean isFor(ReservationRequest request) {
        return path.equals(request.path()) && amount.equals(request.amount());
    }

    /** The money arrived; null where this was decided before. */
    ReservationEvent.@Nullable Closed commit() {
        return state.mayBecome(ReservationState.COMMITTED) ? new ReservationEvent.Committed(this) : null;
    }

    /** The thing came to nothing; null where this was decided before. */
    ReservationEvent.@Nullable Closed release() {
        return state.mayBecome(ReservationState.RELEASED) ? new ReservationEvent.Released(this) : null;
    }
}
