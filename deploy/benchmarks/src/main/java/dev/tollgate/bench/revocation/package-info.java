/**
 * Does a revocation hold on the next request? Several gateways under load, credentials revoked one after the other, and every request on record
 * with the moment before its first byte was sent. A request that started after the revocation had been answered and was let in all the same
 * is a <i>late acceptance</i>; there must be none: not with Kafka stopped, a gateway frozen and resumed, or a gateway cut off
 * from those who own the credentials (docs/contract/credentials.md).
 *
 * <p>Moments are {@link System#nanoTime()} of the one JVM that sends the requests and reads the answers, so no two clocks are compared.
 */
@NullMarked
package dev.tollgate.bench.revocation;

import org.jspecify.annotations.NullMarked;
