package dev.tollgate.limits.reservation;

import dev.tollgate.platform.http.RequestTrace;

/** Something that is asked of an organization's ledger about one reference; each has an answer of its own, whoever else is asked with it. */
sealed interface Question permits Asked, Ending {
    String reference();

    /** Of the request: its fact carries it, whoever else is in the same transaction. */
    RequestTrace trace();
}
