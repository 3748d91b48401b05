/**
 * Measurements of the packaged system on one machine. Each benchmark starts a whole Tollgate of its own, prints what it saw, and ends with a
 * line {@code RESULT <name> <figure>=<value> …}. Figures of one run may be compared with each other, never with those of another machine.
 */
@NullMarked
package dev.tollgate.bench;

import org.jspecify.annotations.NullMarked;
