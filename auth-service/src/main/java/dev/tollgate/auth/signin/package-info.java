/** Mailed sign-in links: who may ask how often, what a link is worth, and that it is worth it once. */
@NullMarked
package dev.tollgate.auth.signin;

import org.jspecify.annotations.NullMarked;
