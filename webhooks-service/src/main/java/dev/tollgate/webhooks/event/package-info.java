/** The public event types, and which fact each is made of (contract/webhooks.md, Events). */
@NullMarked
package dev.tollgate.webhooks.event;

import org.jspecify.annotations.NullMarked;
