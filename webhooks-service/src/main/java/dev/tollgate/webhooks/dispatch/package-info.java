/** The first stage: a fact becomes a message with fixed bytes and one delivery per subscription that wants it. Nothing is sent here. */
@NullMarked
package dev.tollgate.webhooks.dispatch;

import org.jspecify.annotations.NullMarked;
