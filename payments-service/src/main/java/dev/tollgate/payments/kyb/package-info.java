/** Whether an organization is known well enough to be paid: onboarding decides, this package remembers. */
@NullMarked
package dev.tollgate.payments.kyb;

import org.jspecify.annotations.NullMarked;
