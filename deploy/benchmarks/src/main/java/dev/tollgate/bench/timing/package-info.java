/**
 * Does the time of a refusal tell whether a key exists? Unknown, wrong secret and revoked are one answer, and must cost the same
 * (docs/contract/conventions.md, Errors). They are asked in random order on the same connections, so that whatever else the machine does befalls
 * all of them alike, through the gateway and straight at keys-service.
 *
 * <p>Each kind has as many different keys as the others, used equally often: what a memory makes of them, it makes of all. Figures are told of all samples
 * and of those below the 95th percentile of all kinds together, where a difference shows that garbage collection and the scheduler would hide.
 */
@NullMarked
package dev.tollgate.bench.timing;

import org.jspecify.annotations.NullMarked;
