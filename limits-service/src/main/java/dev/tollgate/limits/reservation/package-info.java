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
 *   <li><b>Its batch locks the organization's ledger</b> and reads windows, ceilings, earlier answers. Crash: rolled back, the lock is gone with
 *       the connection.
 *   <li><b>Each request is decided in memory, in order, on top of the ones before</b>: its first answer, if its reference has one; else
 *       organization status, the agent's own ceilings, the organization's. <b>One statement writes it all</b>: reservations, denials, facts, sums.
 *       Crash: rolled back.
 *   <li><b>The transaction commits.</b> Crash before the callers hear of it: they repeat their references and get the same answers. A caller that
 *       never repeats leaves a reservation that nobody confirmed; it is held until its owner says that the thing does not exist.
 *   <li><b>The fact of the end arrives; one transaction closes the reservation, moves the sums, and marks the fact as handled.</b> Crash:
 *       rolled back, the fact comes again. A fact that comes twice finds the reservation closed.
 * </ol>
 * If a batch can't be written because of one of its requests, each is done again alone, and only that one fails.
 *
 * <h2>Why a ceiling is never exceeded</h2>
 * Sums, ceilings and answers are read under the lock of the organization's row in {@code ledger}, by statements that begin after it was
 * granted, and changed before it is let go. So all decisions about an organization are made one after the other, whatever replica makes them. That
 * they are made in memory changes nothing: the memory is that of one transaction, and thrown away with it.
 *
 * <h2>Why there is no deadlock</h2>
 * Whoever counts money (a batch, the end of a reservation, a change of ceilings) locks the ledger of one organization before anything else of
 * that organization, and never that of a second one. What it locks after it (windows, reservations) nobody locks without holding the same ledger, but
 * package {@code owner}, who locks reservations for one statement, skips those that are locked, and so waits for nobody. The inbox has locked a fact's id
 * before; nobody who holds a ledger waits for that. So whoever waits for a ledger waits for somebody who waits
 * for nobody, and no circle of waiting can close. Money paths and frozen agents are read without a lock.
 *
 * <h2>How it is fair</h2>
 * {@link dev.tollgate.limits.combine.Combiner}: organizations take turns, a batch each, and the number of batches under way and the size of each are
 * bounded. A flood of one organization, of denials too, fills its own queue and its own batches.
 */
@NullMarked
package dev.tollgate.limits.reservation;

import org.jspecify.annotations.NullMarked;
