/** The ceilings in force: limits-service owns them, this package asks it (contract/limits.md). */
@NullMarked
package dev.tollgate.onboarding.ceiling;

import org.jspecify.annotations.NullMarked;
