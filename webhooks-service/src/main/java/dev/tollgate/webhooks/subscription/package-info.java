/** Who wants to hear of what, and where: the subscription and its routes (contract/webhooks.md). */
@NullMarked
package dev.tollgate.webhooks.subscription;

import org.jspecify.annotations.NullMarked;
