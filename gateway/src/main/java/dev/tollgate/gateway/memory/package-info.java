/**
 * What this replica remembers of what services said about credentials and organizations, and the leases that make it count (platform's package {@code
 * coherence} is the essay). Nothing here is needed for an answer to be right: without a lease each request is asked about.
 */
@NullMarked
package dev.tollgate.gateway.memory;

import org.jspecify.annotations.NullMarked;
