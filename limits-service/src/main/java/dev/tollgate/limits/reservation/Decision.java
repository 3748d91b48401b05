package dev.tollgate.limits.reservation;

import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.platform.error.Problem;

/** What a request came to, before it is written. */
sealed interface Decision {
    /** It fits. */
    record Admitted(Asked asked, Reservation reservation) implements Decision {}

    /** It does not; the reservation is the one that it would have become. */
    record Denied(Asked asked, Reservation reservation, CeilingDecision.Exceeded why) implements Decision {}

    /** Its reference was decided on before; nothing is written. */
    record Repeated(ReservationOutcome first) implements Decision {}

    /** It makes no sense; nothing is written, and a repeat is looked at anew. */
    record Refused(Problem problem) implements Decision {}

    /** A decision that is written down: the first one about its reference. */
    default boolean isNew() {
        return this instanceof Admitted || this instanceof Denied;
    }
}
