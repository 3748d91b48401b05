/** The launcher behind {@code ./dev}: the whole of Tollgate on one machine, started, watched and stopped as one. */
@NullMarked
package dev.tollgate.local;

import org.jspecify.annotations.NullMarked;
