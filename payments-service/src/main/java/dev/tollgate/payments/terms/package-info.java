/** What an integrator asks a payment for: amount, buyer, what is shown, and where the buyer sees it. It is checked where it comes in (package {@code intent}) and never changes. */
@NullMarked
package dev.tollgate.payments.terms;

import org.jspecify.annotations.NullMarked;
