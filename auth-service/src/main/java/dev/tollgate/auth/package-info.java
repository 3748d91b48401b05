/**
 * People and their sessions (contract/credentials.md): organizations sign up, everyone signs in by a mailed link, sessions are tokens
 * that this service signs and, on every request that the gateway lets in, confirms. What it promises: a link works once and for 15
 * minutes, a session ends on the next request after sign-out, and nobody learns from an answer whether an address is known.
 */
@NullMarked
package dev.tollgate.auth;

import org.jspecify.annotations.NullMarked;
