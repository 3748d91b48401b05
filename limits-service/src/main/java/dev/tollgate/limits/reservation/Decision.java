package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.RequestTrace;

/** What a question came to, before it is written. */
sealed interface Decision {
    /** It fits. */
    record Admitted(Asked asked, Reservation reservation) implements Decision {}

    /** It does not; the reservation is the one that it would have become. */
    record Denied(Asked asked, Reservation reservation, CeilingDecision.Exceeded why) implements Decision {}

    /**
     * A reservation ends.
     *
     * @param here whether it was made in the same batch, and so is written before it is ended
     */
    record Closed(ReservationEvent.Closed event, RequestTrace trace, boolean here) implements Decision {}

    /** It was released before anybody reserved for it; whoever still does is refused. */
    record Withdrawn(String reference) implements Decision {}

    /** This was decided before; nothing is written. */
    record Repeated(ReservationOutcome first) implements Decision {}

    /** It makes no sense; nothing is written, and a repeat is looked at anew. */
    record Refused(Problem problem) implements Decision {}
}
