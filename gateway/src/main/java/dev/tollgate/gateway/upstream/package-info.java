/** The services: where they are, one connection pool, and the calls that the gateway makes for itself. */
@NullMarked
package dev.tollgate.gateway.upstream;

import org.jspecify.annotations.NullMarked;
