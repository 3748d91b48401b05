/**
 * Tells integrators what happened: subscriptions, and deliveries signed the Standard Webhooks way, at least once and never lost
 * (contract/webhooks.md).
 */
@NullMarked
package dev.tollgate.webhooks;

import org.jspecify.annotations.NullMarked;
