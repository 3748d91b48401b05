package dev.tollgate.payments.limit;

import java.util.Map;

/** What limits decided about a live payment. */
public sealed interface Reservation {
    /** The sum is held until the payment ends. */
    record Reserved() implements Reservation {}

    /** What was held under this reference was given back, and is never held again: the payment must begin anew, under another. */
    record Gone() implements Reservation {}

    /** A ceiling stands in the way; {@code details} are those of the 403, passed on as they came. */
    record Denied(Map<String, Object> details) implements Reservation {}
}
