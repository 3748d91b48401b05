/** The gate (contract/credentials.md, Resolution): finds out who is calling and in which mode, signs that as the internal principal, and passes the request on to the one service that owns the thing. It keeps nothing and decides no business rule. It speaks Vert.x futures where services speak Mutiny, because the proxy does. */
@NullMarked
package dev.tollgate.gateway;

import org.jspecify.annotations.NullMarked;
