/**
 * Reserve, then commit or release (contract/limits.md, One chokepoint; decision 8).
 *
 * <h2>Who takes part</h2>
 * A money path (payments-service) that reserves over HTTP before it makes anything; this service, in any number of replicas; the money path's facts
 * about what became of the thing, by Kafka and the inbox; and, where no such fact comes, the money path's answer to the question whether the thing
 * exists (package {@code owner}).
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The organization's status is recalled, the request joins the queue of its organization.</b> Both are memory. Crash: nothing happened. A
 *       request that finds the queue full, or waits in it for too long, is refused (503) and was not decided on.
 *   <li><b>Its batch locks the organization's ledger</b>, then reads the clock, windows, ceilings, earlier answers. Crash: rolled back, the lock is gone
 *       with the connection.
 *   <li><b>Each request is decided in memory, in order, on top of the ones before</b>: its first answer, if its reference has one; else
 *       organization status, the agent's own ceilings, the organization's. <b>Then it is all written</b>: what is given back first, then in one statement
 *       reservations, denials, facts, sums. Crash: rolled back.
 *   <li><b>The transaction commits.</b> Crash before the callers hear of it: they repeat their references and get the same answers. A caller that
 *       never repeats leaves a reservation that nobody confirmed; it is held until its owner says that the thing does not exist.
 *   <li><b>The end comes</b>, by HTTP through the same queue and in the same batches, or as a fact: then one transaction closes the reservation, moves the
 *       sums, and marks the fact as handled. Crash: rolled back, the fact comes again, the caller repeats. An end that comes twice finds the
 *       reservation closed.
 * </ol>
 *
 * <h2>A batch that gets no answer</h2>
 * A statement waits three seconds for a lock at most, a transaction that idles ends after ten; but a connection may fall silent, and only the operating
 * system notices. So a batch is given up after {@code tollgate.reservation.batch-time}: its callers are told 503, its slot is free. Its transaction may still
 * commit. Nothing is lost or counted twice by that: a repeat finds the answer by its reference, under the same lock, and a caller that never repeats is as one
 * that crashed. While it lasts, the next batch of that organization waits for the lock like that of another replica.
 *
 * <h2>A release that overtakes its reservation</h2>
 * Whoever was told 503, or nothing, and gives the thing up, may say so before the reservation is decided: it is in a queue, or in a batch that was given up.
 * The release then leaves a mark, and the reservation finds it and is refused (409). So what was given up holds nothing, in whatever order the two come.
 *
 * If a batch can't be written because of one of its requests, each is done again alone, and only that one fails.
 *
 * <h2>Why a ceiling is never exceeded</h2>
 * Sums, ceilings and answers are read under the lock of the organization's row in {@code ledger}, by statements that begin after it was
 * granted, and changed before it is let go. So all decisions about an organization are made one after the other, whatever replica makes them. That
 * they are made in memory changes nothing: the memory is that of one transaction, and thrown away with it.
 *
 * <p>Which window that is, is decided by one clock too: the database's ({@code ledger_time()}), read after the lock was granted. Replicas whose clocks
 * are wrong by days count in the same windows, in the order in which they held the lock. Only that no sum passes its ceiling does not even depend on that one:
 * should a failover set it back, the windows of before are counted on, with what stands against them.
 *
 * <p>In a batch, what is given back by reservations of before is written first and makes room for those after; what was made in the same batch makes none,
 * since nobody was told of it yet. So no version of a window is ever over, not even between two statements.
 *
 * <h2>Why there is no deadlock</h2>
 * Whoever counts money (a batch, the end of a reservation, a change of ceilings) locks the ledger of one organization before anything else of
 * that organization, and never that of a second one. What it locks after it (windows, reservations) nobody locks without holding the same ledger, but
 * package {@code owner}, who locks reservations for one statement, skips those that are locked, and so waits for nobody. The inbox has locked a fact's id
 * before; nobody who holds a ledger waits for that. So whoever waits for a ledger waits for somebody who waits
 * for nobody, and no circle of waiting can close. Money paths and frozen agents are read without a lock. The pruner deletes under the lock of one organization's
 * ledger, as if it counted.
 *
 * <h2>How it is fair</h2>
 * {@link dev.tollgate.limits.combine.Combiner}: organizations take turns, a batch each, and the number of batches under way and the size of each are
 * bounded. A flood of one organization fills its own queue and its own batches. An organization whose last batch held denials alone rests nine times as long
 * as that batch took (100 ms at most): what it asks meanwhile goes together, so denials cost the others little and their callers a moment.
 */
@NullMarked
package dev.tollgate.limits.reservation;

import org.jspecify.annotations.NullMarked;
