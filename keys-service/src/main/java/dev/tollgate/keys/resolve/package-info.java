/**
 * Whose credential is this? Gateways ask for every one that they do not remember, so this path is raw SQL in a single round trip (decision 3), and
 * says until which change it may be remembered (decision 7).
 */
@NullMarked
package dev.tollgate.keys.resolve;

import org.jspecify.annotations.NullMarked;
