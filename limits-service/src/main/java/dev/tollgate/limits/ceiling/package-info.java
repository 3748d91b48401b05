/**
 * Ceilings, the windows they sum over, what stands against them, and what staff set instead of the defaults (contract/limits.md, Beta ceilings).
 * Whether an amount fits is a pure function; the sums that it is made from, and the ceilings, are read and changed under the lock of the
 * organization's row in {@code ledger}.
 */
@NullMarked
package dev.tollgate.limits.ceiling;

import org.jspecify.annotations.NullMarked;
