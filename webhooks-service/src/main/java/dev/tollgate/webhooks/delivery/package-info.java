/**
 * The second stage: deliveries that are due go out, until the endpoint says 2xx or the last retry has failed (contract/webhooks.md).
 *
 * <h2>Who takes part</h2>
 * The service that commits a fact, Kafka and our inbox (their own essay is in platform's package {@code event}); the first stage, package
 * {@code dispatch}, which runs in the inbox's transaction; the {@link dev.tollgate.webhooks.delivery.DeliveryWorker worker} of each replica;
 * the endpoint. The two stages share rows of {@code delivery} and nothing else.
 *
 * <h2>The life of a delivery</h2>
 * <pre>
 * waiting ──the one before it of its resource is out of the way──▶ due ──taken──▶ sending ──2xx──▶ delivered
 *                                                                   ▲               │├──last retry failed, or 410──▶ failed
 *                                                                   └─────retry─────┘└──lease ran out──▶ taken again
 * </pre>
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The inbox inserts the fact's id; dispatch inserts the event, its bytes fixed, and a delivery for each active subscription
 *       that wants it.</b> Crash: all rolled back, Kafka brings the fact again. A fact that comes twice finds its id in the inbox.
 *   <li><b>That transaction commits.</b> Crash: the rows are there; any replica's worker finds them when it next looks.
 *   <li><b>A worker takes due deliveries: {@code sending}, {@code due_at} = end of the lease, committed.</b> Crash: nothing was sent; after the
 *       lease (30 s) another look takes them again.
 *   <li><b>The message goes out.</b> Crash before the answer: we don't know whether the endpoint has it. After the lease it is sent again, with
 *       the same id and the same bytes; the endpoint drops what it has seen by {@code webhook-id}.
 *   <li><b>The answer comes.</b> Crash before it is recorded: the same.
 *   <li><b>410 only: the subscription is switched off, in a transaction of its own.</b> Crash: the delivery is still {@code sending}; it is not
 *       taken while the subscription is off, and is sent again if its owner switches it on.
 *   <li><b>In one transaction: the new state, the attempt's row, and the next delivery of the same resource becomes due.</b> Crash before the
 *       commit: as if the answer had not come. The update demands the very lease that was taken: a worker that was held up for longer than its
 *       lease changes nothing, whoever took over decides.
 * </ol>
 *
 * <h2>Order</h2>
 * Deliveries of one subscription and one resource (the fact's subject) form a lane. A delivery that is not through holds the lane: later ones
 * wait. It lets go when it is delivered, has failed, or has been tried three times in vain ({@code tollgate.webhooks.ordered-attempts}): an
 * endpoint that is back within half a minute gets everything in order; one that chokes on a single event still gets the later ones. Dispatch
 * locks the last holder of the lane before it lines up behind it, so a holder never lets go unseen.
 *
 * <h2>One endpoint delays no other</h2>
 * The worker takes per subscription, a few at most (counting those under way), and a thread of its own waits for each answer. How much
 * lies in the queue of a dead endpoint, or of one that is switched off, makes no difference to the others.
 *
 * <h2>Clocks</h2>
 * Due times and leases are read and written by PostgreSQL's clock alone, so the clocks of replicas need not agree.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: from the fact's commit on, at least one attempt per schedule step until 2xx, 410 or the end of the schedule, unless the
 * subscription is deleted or switched off; the same id and bytes each time. Likely: exactly once, and within tens of milliseconds.
 */
@NullMarked
package dev.tollgate.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
