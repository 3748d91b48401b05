/**
 * What may not grow without end. A service says of a table which of its rows nobody will ask for again, by a bean of type {@link
 * dev.tollgate.platform.retention.Retention}; {@link dev.tollgate.platform.retention.Pruning} deletes them, in every replica and every service alike.
 *
 * <p>Each batch is a transaction of its own. A crash leaves rows that the next round takes; two replicas at once skip each other's rows.
 */
@NullMarked
package dev.tollgate.platform.retention;

import org.jspecify.annotations.NullMarked;
