/**
 * What happens to a payment without anybody asking: the steps of its rail, their retries, its expiry. Each is a row of
 * {@code payment_timer} with a due time (decision 9); nothing is only remembered in memory.
 *
 * <h2>Who takes part</h2>
 * The statement that creates an intent, which plants its timers; a {@link dev.tollgate.payments.rail.TimerWorker} in each replica; the
 * {@link dev.tollgate.payments.rail.Rail rail}; PostgreSQL, whose clock is the only one that counts.
 *
 * <h2>The steps of one step, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>A worker takes timers that are due: it moves their due time ahead by a lease and commits.</b> {@code for update skip locked}
 *       gives each to one worker. Crash: they are due again when the lease is over, and any replica takes them.
 *   <li><b>It reads the intent and asks the rail</b> (or, after a failed leg, its own {@link dev.tollgate.payments.rail.Retries}), with no
 *       transaction open. Crash: the same; the rail is asked again for the same state, which is why a rail must be repeatable. The sandbox only answers.
 *   <li><b>It locks the intent's row, and moves it only if it has not moved since it was read</b>: state, one line of the timeline, one fact, and the next
 *       due time in one transaction. Crash before the commit: PostgreSQL rolls all of it back; as after step 1.
 *   <li><b>The commit.</b> Crash: the next step is planned; nothing is left over.
 * </ol>
 *
 * <h2>Two workers on one step</h2>
 * A worker that outlived its lease may meet another on the same step. The row lock puts them in order; the second finds that the intent has
 * moved, writes nothing and leaves the plan of the first alone. A lease that is too short costs work, never a second transition.
 *
 * <h2>The end</h2>
 * A move into a terminal state deletes the payment's timers in the same transaction. Expiry that comes when the buyer has paid is refused
 * by the table of moves, and its timer goes.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: no step is lost or done twice by a restart, a second replica or a clock that jumps. Likely: a step happens within
 * 100 ms of being due.
 */
@NullMarked
package dev.tollgate.payments.rail;

import org.jspecify.annotations.NullMarked;
