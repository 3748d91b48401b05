package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision;

/** The answer to a reference: the same every time. */
sealed interface ReservationOutcome {
    record Reserved(String reservationId) implements ReservationOutcome {}

    record Denied(CeilingDecision.Exceeded why) implements ReservationOutcome {}
}
