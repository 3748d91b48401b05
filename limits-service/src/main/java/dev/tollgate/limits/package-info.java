/**
 * The one chokepoint before live money moves (contract/limits.md): a reservation is admitted under an organization's ceilings or denied,
 * in one act, and later committed or released. However many requests race, a window's {@code reserved + committed} never exceeds its ceiling.
 */
@NullMarked
package dev.tollgate.limits;

import org.jspecify.annotations.NullMarked;
