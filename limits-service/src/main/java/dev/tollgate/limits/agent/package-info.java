/**
 * Agents, as far as it concerns their money: what keys-service says of them, and what staff agreed on for those of the third tier. The ledger reads both under
 * its lock (package {@code reservation}); an agreement is changed under that lock too, with its history and its fact in the same transaction, so it holds
 * for the next reservation, and a crash leaves all of it or nothing.
 */
@NullMarked
package dev.tollgate.limits.agent;

import org.jspecify.annotations.NullMarked;
