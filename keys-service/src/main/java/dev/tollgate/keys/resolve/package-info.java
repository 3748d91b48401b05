/** Whose key is this? The gateway asks on every request that shows one, so this path is raw SQL in a single round trip (decision 3). */
@NullMarked
package dev.tollgate.keys.resolve;

import org.jspecify.annotations.NullMarked;
