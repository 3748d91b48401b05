/** The keys that sign session tokens: made once for all replicas, sealed at rest, published as a JWK Set. */
@NullMarked
package dev.tollgate.auth.key;

import org.jspecify.annotations.NullMarked;
