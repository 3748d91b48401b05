/**
 * Ceilings that staff set for an organization, with history (contract/limits.md, Overrides per organization), and what other services are told of
 * them. A change holds for the next reservation, because reservations read the ledger under the lock under which it is changed.
 */
@NullMarked
package dev.tollgate.limits.override;

import org.jspecify.annotations.NullMarked;
