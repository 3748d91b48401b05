/**
 * How many requests an organization may make (contract/credentials.md, Resolution): a window per organization and mode. Gateways take blocks of
 * requests from it, so that a request costs no round trip, and what all replicas let in stays within what the window gave.
 *
 * <h2>The window</h2>
 * In no stretch of 60 seconds is more given out than the limit. What was given is kept in the organization's row, in slots of a quarter of a second; what is
 * in a slot counts until all of the slot is older than 60 seconds, so a request is there again after 60 to 60.25 seconds. Only slots in which something was
 * given are kept: as many as there were blocks in the last minute, about a hundred where a limit is used up, at most 241. A request counts from when
 * it is given to a gateway; what a gateway does not use is lost until it has left the window.
 *
 * <h2>Replicas, clocks and crashes</h2>
 * A block is one statement on one row: the row lock makes replicas take turns, and one row waits for no other, so there is no deadlock. Time never goes
 * back in a row: a replica whose clock is behind counts by the one that is ahead. So where clocks are apart by some time, the window is shorter by
 * that at the most. A time that is over a minute ahead of the asking replica's came from a broken clock: what was given then counts as given now, so
 * nothing is given twice and nobody starves for it. A gateway that dies takes the rest of its block with it: the organization has that much less, for a
 * minute. The database restarts: rows are durable.
 */
@NullMarked
package dev.tollgate.keys.requestlimit;

import org.jspecify.annotations.NullMarked;
