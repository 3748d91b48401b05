/** The services that limits-service asks, as real HTTP servers. */
@NullMarked
package dev.tollgate.limits.peers;

import org.jspecify.annotations.NullMarked;
