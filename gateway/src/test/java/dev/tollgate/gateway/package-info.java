/** The gateway over HTTP, between clients that misbehave and services that are played by tiny servers. */
@NullMarked
package dev.tollgate.gateway;

import org.jspecify.annotations.NullMarked;
