/** What a currency is worth in another. */
@NullMarked
package dev.tollgate.payments.fx;

import org.jspecify.annotations.NullMarked;
