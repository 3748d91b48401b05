/** With whom this replica keeps leases, so that it may remember what they said about credentials and organizations (platform's package {@code coherence.memory}). */
@NullMarked
package dev.tollgate.gateway.memory;

import org.jspecify.annotations.NullMarked;
