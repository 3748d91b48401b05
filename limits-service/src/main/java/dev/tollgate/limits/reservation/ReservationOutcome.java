package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision;

/** The answer to a question about a reference: the same every time, but for what became of it since. */
sealed interface ReservationOutcome {
    /**
     * It fits.
     *
     * @param state what became of it until now
     */
    record Reserved(String reservationId, ReservationState state) implements ReservationOutcome {
        /** A new one. */
        static Reserved of(String reservationId) {
            return new Reserved(reservationId, ReservationState.RESERVED);
        }
    }

    record Denied(CeilingDecision.Exceeded why) implements ReservationOutcome {}

    /** The state in which it is after it was to be ended. */
    record Ended(ReservationState state) implements ReservationOutcome {}
}
