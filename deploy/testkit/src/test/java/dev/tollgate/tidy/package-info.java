/** The style guide as a test. */
@NullMarked
package dev.tollgate.tidy;

import org.jspecify.annotations.NullMarked;
