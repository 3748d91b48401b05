/**
 * What limits-service asks about a reservation of which it heard nothing for a while: whether the thing that it was made for exists, and whether it is open,
 * settled, or ended without money (contract/limits.md). So the end of a payment is told even where the fact of it was lost. The answer
 * "never" is a promise, so it is made true in the transaction in which it is given: a claim of that id is deleted, and no other can come to be, because an id
 * is drawn once, by the request that inserts its claim before it reserves (package {@code intent}, the essay).
 */
@NullMarked
package dev.tollgate.payments.reference;

import org.jspecify.annotations.NullMarked;
