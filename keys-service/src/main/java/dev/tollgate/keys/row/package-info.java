/** What all repositories read and write alike. */
@NullMarked
package dev.tollgate.keys.row;

import org.jspecify.annotations.NullMarked;
