/**
 * Looking after the books: every window is recomputed from its reservations and compared with what is kept, and what ended long ago is deleted.
 * A difference is a defect: it is reported (log, metric, {@code POST /internal/v1/reconciliation}) and never repaired here, because whoever repairs a sum
 * without knowing why it was wrong may open a ceiling.
 */
@NullMarked
package dev.tollgate.limits.upkeep;

import org.jspecify.annotations.NullMarked;
