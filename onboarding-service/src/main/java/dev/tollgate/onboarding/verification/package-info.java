/**
 * Who decides about connected accounts that were submitted: in test the sandbox, by itself; in live staff. Each decision is a move of package {@code account},
 * made while its row is held, so there is never a second one.
 *
 * <h2>Who takes part in the sandbox</h2>
 * Submitting, which plants a row of {@code connected_account_timer}; a {@link dev.tollgate.onboarding.verification.SandboxWorker} in each replica; PostgreSQL, whose clock
 * is the only one that counts.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>An account is submitted: state, fact and timer in one transaction.</b> Crash before the commit: nothing was submitted.
 *   <li><b>A worker takes timers that are due: it moves their due time ahead by a lease and commits.</b> {@code for update skip locked} gives each to one
 *       worker. Crash: they are due again when the lease is over, and any replica takes them.
 *   <li><b>It holds the account, decides, and deletes the timer: state, fact and timer in one transaction.</b> Crash before the commit: as after step 2.
 *   <li><b>The commit.</b> Nothing is left to do.
 * </ol>
 * A worker that outlived its lease may meet another on the same account. The row puts them in order; the second finds the account decided, and only
 * deletes the timer, which is gone.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: every account submitted in test is decided, once, through restarts and second replicas. Likely: within 100 ms of
 * {@code tollgate.sandbox.verification-delay}.
 */
@NullMarked
package dev.tollgate.onboarding.verification;

import org.jspecify.annotations.NullMarked;
