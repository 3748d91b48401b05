package dev.tollgate.limits.reservation;

import dev.tollgate.platform.http.RequestTrace;

/**
 * What became of the thing that was reserved for.
 *
 * @param settled whether what was reserved counts for good; else it is given back
 */
record Ending(String reference, boolean settled, RequestTrace trace) implements Question {}
