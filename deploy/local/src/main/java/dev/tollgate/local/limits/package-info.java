/** What an operator asks limits-service, on the stack that runs in a checkout. */
@NullMarked
package dev.tollgate.local.limits;

import org.jspecify.annotations.NullMarked;
