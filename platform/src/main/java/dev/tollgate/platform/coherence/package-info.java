/**
 * A revocation that holds on the next request, although requests are let in from memory (decision 7). One mechanism for API keys, agents,
 * sessions and the status of organizations.
 *
 * <h2>Who takes part</h2>
 * An <em>authority</em>: a service that says what a credential may do, in any number of replicas over one schema. <em>Subscribers</em>: processes
 * that remember what it said, each under a random name of its own. A service becomes an authority by
 * {@code tollgate.coherence.authority=true} and the Flyway location {@code db/authority}; its use cases call {@link
 * dev.tollgate.platform.coherence.Changes}. A subscriber holds a {@link dev.tollgate.platform.coherence.Subscription}.
 *
 * <h2>The steps</h2>
 * <ol>
 *   <li><b>Lease.</b> A subscriber exchanges: it says what number it has heard, the authority renews its row in {@code change_lease} and answers with
 *       all later changes, at once or within half a second. If the answer is complete, the subscriber may trust its memory for {@link
 *       dev.tollgate.platform.coherence.Subscription#LEASE}, less a margin, counted from <em>before it sent</em> the exchange.
 *   <li><b>Change.</b> A use case changes its rows and, last of all, notes the subject: the next number, under the lock of the counter's row. An
 *       exchange holds that lock shared. So a lease was either granted before the change committed, or brought the change along.
 *   <li><b>Wait.</b> After the commit the use case waits until every row of {@code change_lease} has heard the number, or one LEASE has passed by its own
 *       monotonic clock. In the first case everybody has forgotten; in the second, each lease granted before the commit is over, because its
 *       holder began counting earlier and stops sooner, and each one granted later brought the change. No two clocks are compared.
 *   <li><b>Answer.</b> From here on, no request that starts is let in by an older memory.
 * </ol>
 *
 * <h2>Asking and remembering</h2>
 * Without a valid lease a subscriber asks the authority for every request; if it can't, the request is refused (503). With one, it asks what it does not
 * remember. Each answer carries the number that its snapshot was <em>as of</em>, read in the same statement. What is remembered counts only while
 * no change of its subjects with a higher number has been heard: so an answer that was read before a revocation, and arrives after it, is void when it
 * comes in (the refill race). Refusals are remembered by the same rule.
 *
 * <h2>What a crash after each step leaves</h2>
 * <ul>
 *   <li>Changed, not committed: nothing.
 *   <li>Committed, nobody waited, or waited and did not answer: the change spreads by itself; the caller got no answer and was promised nothing. A
 *       repeat finds nothing to change and waits all the same ({@code allHeard}).
 *   <li>The subscriber applied the change but could not say so: the wait ends with the LEASE.
 *   <li>The subscriber stopped, hangs, or is cut off: the same; its row is dropped a round later, so that only the first changes wait for it. If it wakes
 *       up, its own count tells it that the lease is over, and it asks.
 *   <li>The authority's replica died with exchanges open: subscribers reconnect to another; the rows are in the database.
 *   <li>The database restarted: leases and numbers were committed. If it was restored to an earlier state, subscribers ahead of it are told to forget
 *       everything.
 * </ul>
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: no request that starts after the answer to a revocation is let in by what was true before it, through loss, delay, reordering, pauses and
 * restarts of anybody. Assumed: monotonic clocks run within 5 % of each other, and all replicas run the same LEASE. Likely: a wait of a few milliseconds. A request that
 * was let in before may finish; the internal token that it travels with lives 30 seconds.
 *
 * <p>{@code CoherenceModelTest} runs this protocol through millions of seeded steps, and finds the late acceptance when any one rule is left out.
 */
@NullMarked
package dev.tollgate.platform.coherence;

import org.jspecify.annotations.NullMarked;
