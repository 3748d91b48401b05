/** When something that was given ends by itself. */
@NullMarked
package dev.tollgate.keys.expiry;

import org.jspecify.annotations.NullMarked;
