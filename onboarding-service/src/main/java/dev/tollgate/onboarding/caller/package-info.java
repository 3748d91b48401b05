/** Who is behind a change, as this service's facts tell it. */
@NullMarked
package dev.tollgate.onboarding.caller;

import org.jspecify.annotations.NullMarked;
