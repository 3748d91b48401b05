/** Secrets as types that print nothing, and their encryption at rest. */
@NullMarked
package dev.tollgate.platform.crypto;

import org.jspecify.annotations.NullMarked;
