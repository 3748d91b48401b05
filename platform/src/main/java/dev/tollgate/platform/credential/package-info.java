/** The written form of credentials: what the gateway can refuse by looking at it, before anybody is asked. */
@NullMarked
package dev.tollgate.platform.credential;

import org.jspecify.annotations.NullMarked;
