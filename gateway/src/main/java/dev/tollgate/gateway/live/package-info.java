/** Who may run live: one predicate, {@code production_approved}, asked anew for every live request. */
@NullMarked
package dev.tollgate.gateway.live;

import org.jspecify.annotations.NullMarked;
