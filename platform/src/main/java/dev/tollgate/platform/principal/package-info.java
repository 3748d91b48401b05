/** Who is calling: the gateway's signed token as a type, the tenant that queries take whole, scopes as permissions (decisions 5 and 6). */
@NullMarked
package dev.tollgate.platform.principal;

import org.jspecify.annotations.NullMarked;
