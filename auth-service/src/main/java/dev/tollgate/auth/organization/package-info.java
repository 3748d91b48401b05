/** Organizations sign up here, each with its first owner. */
@NullMarked
package dev.tollgate.auth.organization;

import org.jspecify.annotations.NullMarked;
