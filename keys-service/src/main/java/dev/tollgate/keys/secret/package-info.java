/** Secrets of credentials: how they are stored and compared, and the one way in which each is shown, once. */
@NullMarked
package dev.tollgate.keys.secret;

import org.jspecify.annotations.NullMarked;
