/** Who a connected account is, as its integrator says it, and what papers that asks for. */
@NullMarked
package dev.tollgate.onboarding.profile;

import org.jspecify.annotations.NullMarked;
