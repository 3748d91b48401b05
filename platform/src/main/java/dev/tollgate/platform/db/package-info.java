/** Transactions that carry their tenant, so that row-level security repeats every query's rule (decision 6). */
@NullMarked
package dev.tollgate.platform.db;

import org.jspecify.annotations.NullMarked;
