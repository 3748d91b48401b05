/**
 * {@code ./dev bench limits}: what it costs to never be over a ceiling. One database server, asked in turn by (1) one statement per reservation that locks
 * the window's row, over JDBC, as one would write it first; (2) limits-service over HTTP, one hot organization; (3) the same over 1,000 organizations; then
 * admitted reservations beside a flood of denials.
 */
@NullMarked
package dev.tollgate.bench.limits;

import org.jspecify.annotations.NullMarked;
