/** Many questions, one transaction: batches in order, bounded, and in turns. It knows nothing of what is asked. */
@NullMarked
package dev.tollgate.limits.combine;

import org.jspecify.annotations.NullMarked;
