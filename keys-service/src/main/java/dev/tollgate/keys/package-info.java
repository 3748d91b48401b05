/**
 * API keys and agents of organizations: issued once, shown without their secret ever after, taken back for good, and told apart from anything else
 * that is presented to the gateway (contract/credentials.md). What a holder wrote down is never stored; a salted hash is. Beside them, what agents need to
 * move money (treasury grants), and how many requests an organization may make.
 */
@NullMarked
package dev.tollgate.keys;

import org.jspecify.annotations.NullMarked;
