/** The platform's own people, whom its configuration names. */
@NullMarked
package dev.tollgate.auth.staff;

import org.jspecify.annotations.NullMarked;
