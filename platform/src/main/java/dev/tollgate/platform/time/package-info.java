/** The clock, so that tests can set it. */
@NullMarked
package dev.tollgate.platform.time;

import org.jspecify.annotations.NullMarked;
