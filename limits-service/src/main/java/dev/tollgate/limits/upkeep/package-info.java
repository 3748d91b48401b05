/**
 * Looking after the books: windows are recomputed from their reservations and compared with what is kept, and what ended long ago is deleted.
 * A difference is a defect: it is reported (log, metric, {@code POST /internal/v1/reconciliation}) and never repaired here, because whoever repairs a sum
 * without knowing why it was wrong may open a ceiling.
 *
 * <p>Replicas take turns by a row ({@code reconciliation}): once a day one of them compares everything, and every
 * {@code tollgate.reconciliation.every} one compares the windows whose sums changed since, each day with its reservations and each month with its days.
 * Crash of who has the turn: it is due again at its next time. What a comparison of changed windows found stays reported until everything was compared again.
 *
 * <p>Deleting takes one organization at a time and locks its ledger before anything of it, as everybody does (package {@code reservation}, why there is no
 * deadlock). Crash: what was deleted is deleted, the rest goes next time.
 */
@NullMarked
package dev.tollgate.limits.upkeep;

import org.jspecify.annotations.NullMarked;
