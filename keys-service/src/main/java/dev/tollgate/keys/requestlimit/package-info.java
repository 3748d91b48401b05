/**
 * How many requests an organization may make (contract/credentials.md, Resolution): a token bucket per organization and mode. Gateways take blocks of
 * requests from it, so that a request costs no round trip, and what all replicas let in stays within what the bucket gave.
 *
 * <h2>The bucket</h2>
 * It holds at most as many requests as the limit allows in a minute, and refills evenly at that rate. It is counted in units of which a request
 * costs 60,000: so a millisecond refills exactly {@code limit} of them, and nothing is ever rounded. In any stretch of time it gives at most
 * limit × (1 + elapsed / minute): what it held at first and what came in meanwhile.
 *
 * <h2>Replicas, clocks and crashes</h2>
 * A block is one statement on one row: the row lock makes replicas take turns, and one row waits for no other, so there is no deadlock. Time never goes
 * back in a bucket: a replica whose clock is behind refills nothing. A time that is over a minute ahead of the asking replica's came from
 * a broken clock and is forgotten, so that nobody starves for it. A gateway that dies takes the rest of its block with it: the organization has
 * that much less, for moments. The database restarts: rows are durable.
 */
@NullMarked
package dev.tollgate.keys.requestlimit;

import org.jspecify.annotations.NullMarked;
