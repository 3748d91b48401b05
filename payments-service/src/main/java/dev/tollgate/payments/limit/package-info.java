/** Room under the live ceilings: limits-service holds the sums, this package asks it (contract/limits.md). */
@NullMarked
package dev.tollgate.payments.limit;

import org.jspecify.annotations.NullMarked;
