/** What keys-service says of agents, as far as it concerns their money; the ledger reads it under its lock (package {@code reservation}). */
@NullMarked
package dev.tollgate.limits.agent;

import org.jspecify.annotations.NullMarked;
