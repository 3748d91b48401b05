/** Who a request runs as behind the gate, and the signed token that says so. */
@NullMarked
package dev.tollgate.gateway.principal;

import org.jspecify.annotations.NullMarked;
