/** How secrets of credentials are stored and compared. */
@NullMarked
package dev.tollgate.keys.hash;

import org.jspecify.annotations.NullMarked;
