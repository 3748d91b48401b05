/**
 * API keys of organizations: issued once, shown without their secret ever after, revoked for good, and told apart from anything else
 * that is presented to the gateway (contract/credentials.md, API keys). What a person wrote down is never stored; a salted hash is.
 */
@NullMarked
package dev.tollgate.keys;

import org.jspecify.annotations.NullMarked;
