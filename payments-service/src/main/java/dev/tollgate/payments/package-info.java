/**
 * Payments (contract/payments.md): an integrator posts a thin payment intent, a buyer pays in fiat, the seller is paid by PIX. This service
 * owns the intents and their pipeline, and promises that each is created once, moves once per state, and is never lost on the way.
 */
@NullMarked
package dev.tollgate.payments;

import org.jspecify.annotations.NullMarked;
