/**
 * The organization's side of production access (contract/production-access.md, Declaring): the two ways in, the terms, and where one stands. Both ways feed the one state machine of
 * package {@code access}. Who stands for a declaration is asked of auth-service while it is made, and kept as it was then.
 */
@NullMarked
package dev.tollgate.onboarding.declaration;

import org.jspecify.annotations.NullMarked;
