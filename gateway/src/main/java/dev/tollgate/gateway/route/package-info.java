/** Which public path belongs to which service. */
@NullMarked
package dev.tollgate.gateway.route;

import org.jspecify.annotations.NullMarked;
