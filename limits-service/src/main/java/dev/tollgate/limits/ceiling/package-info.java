/**
 * Ceilings, the windows they sum over, and what stands against them (contract/limits.md, Beta ceilings). The decision is a pure function;
 * {@link dev.tollgate.limits.ceiling.StandingRepository} locks the sums that it is made from.
 */
@NullMarked
package dev.tollgate.limits.ceiling;

import org.jspecify.annotations.NullMarked;
