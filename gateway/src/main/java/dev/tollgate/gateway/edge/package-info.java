/** HTTP on the outside: what is let in, what is passed on, what is answered here. Start reading at {@link dev.tollgate.gateway.edge.Entrance}. */
@NullMarked
package dev.tollgate.gateway.edge;

import org.jspecify.annotations.NullMarked;
