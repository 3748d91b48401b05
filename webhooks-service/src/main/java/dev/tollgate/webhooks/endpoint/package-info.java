/** The way out: which addresses an endpoint may have, how a message is signed, and one HTTP request to a pinned address. */
@NullMarked
package dev.tollgate.webhooks.endpoint;

import org.jspecify.annotations.NullMarked;
