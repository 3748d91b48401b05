/** For whom a caller of the internal API reserves: an organization's credential for itself, a service for whom it names (contract/limits.md). */
@NullMarked
package dev.tollgate.limits.caller;

import org.jspecify.annotations.NullMarked;
