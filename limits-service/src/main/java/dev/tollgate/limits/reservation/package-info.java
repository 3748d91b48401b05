/**
 * Reserve, then commit or release (contract/limits.md, One chokepoint; decision 8).
 *
 * <h2>Who takes part</h2>
 * A money path (payments-service) that reserves over HTTP before it makes anything; this service; the money path's facts about what became
 * of the thing, by Kafka and the inbox.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The windows are opened, the reference is looked up.</b> Crash: rolled back.
 *   <li><b>The windows' rows are locked and the amount is decided on.</b> Crash: rolled back, the locks are gone with the connection.
 *   <li><b>One statement writes the answer: the reservation with the new sums, or the denial; and the fact.</b> Crash: rolled back.
 *   <li><b>The transaction commits.</b> Crash before the caller hears of it: it repeats the reference and gets the same answer. A caller that
 *       never repeats leaves a reservation that nobody confirmed; it is held, which is safe (issue 5 asks the owner and releases it).
 *   <li><b>The fact of the end arrives; one transaction closes the reservation, moves the sums, and marks the fact as handled.</b> Crash:
 *       rolled back, the fact comes again. A fact that comes twice finds the reservation closed.
 * </ol>
 *
 * <h2>Why a ceiling is never exceeded</h2>
 * Sums are read under the lock of their rows and changed before it is let go; the insert of the reservation and the change of the sums are one
 * statement, and the sums change only if the insert did. Two requests with one reference meet at the unique constraint even if midnight lies
 * between them: the loser inserts nothing, adds nothing, and reads the winner's answer.
 *
 * <h2>Why there is no deadlock</h2>
 * Every transaction takes its locks in one order: its one day row, then its one month row, then the reservation row. Opening, locking and
 * closing keep to it (closing reads the reservation first, without a lock: windows and amount never change). Whoever waits for a row waits
 * for somebody further along in that order, so no circle of waiting can close. Money paths are read without a lock.
 */
@NullMarked
package dev.tollgate.limits.reservation;

import org.jspecify.annotations.NullMarked;
