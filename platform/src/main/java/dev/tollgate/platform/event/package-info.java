/**
 * Facts on their way from a transaction to whoever needs them: outbox, relay, inbox (contract/events.md, decision 4).
 *
 * <h2>Who takes part</h2>
 * A use case with its transaction; the {@link dev.tollgate.platform.event.OutboxRelay relay} of the same service (one thread in each
 * replica); Kafka; the {@link dev.tollgate.platform.event.Inbox inbox} of each service that listens, with its handlers.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The use case changes its rows and appends the fact to {@code outbox}.</b> Crash: PostgreSQL rolls both back. Nothing happened.
 *   <li><b>The transaction commits.</b> Crash: the row is there; the relay of this or another replica finds it when it polls (at most
 *       {@value dev.tollgate.platform.event.OutboxRelay#IDLE_MILLIS} ms after it runs again). The nudge after the commit only makes it sooner.
 *   <li><b>The relay reads the oldest rows and sends them to Kafka.</b> Crash: rows are deleted only after the broker's acknowledgement, so
 *       some facts are sent again. Repeats carry the same id.
 *   <li><b>Kafka acknowledges.</b> Crash before the rows are deleted: the same; sent again.
 *   <li><b>The relay deletes the rows.</b> Nothing is left to do on this side.
 *   <li><b>The inbox polls a fact, opens a transaction and inserts its id first.</b> Crash: rolled back; the offset was not committed, so
 *       the fact comes again. An id that is there already means "done before": the handlers are not called.
 *   <li><b>The handlers do their work in that same transaction, and it commits.</b> Crash before the offset is committed: the fact comes
 *       again, the id is found, nothing happens twice.
 *   <li><b>The offset is committed</b>, once for all facts of a poll. Done. Crash before: all of them come again, and nothing happens twice.
 * </ol>
 *
 * The inbox keeps an id for 91 days: longer than Kafka keeps the fact (7 days; 30 for the audit log), then a dead letter of it (30 days), and then what somebody
 * played back of those.
 *
 * <h2>Order</h2>
 * Facts of one aggregate leave in commit order. Their outbox ids are in that order, because a transaction draws the id while it holds the
 * lock of the aggregate's row. A relay reads in id order, and sends the next fact of a key only after the one before it was acknowledged;
 * a failure stops that key for the round. Even two relays at once (a lock lost unnoticed) keep the order of <em>first</em> arrivals: each sends, per key,
 * an unbroken run that starts at the oldest unacknowledged fact, so a fact is never seen before its predecessor; what comes again later is
 * a repeat, and dropped by its id. The advisory lock that lets one relay work at a time saves double work; nothing depends on it.
 *
 * <h2>When Kafka is away</h2>
 * Requests go on: they touch PostgreSQL only. Rows wait in {@code outbox}; no transaction is open while the relay tries.
 *
 * <h2>When a handler fails</h2>
 * If the database or a needed service is away, the inbox steps back to the fact and tries again, for as long as it takes: order is kept, nothing
 * is skipped. If the fact itself is at fault (it does not parse, or the handler fails three times running), it goes to the dead-letter topic
 * with its cause, and the partition goes on: later facts of that aggregate overtake it. To replay it, send its value to its topic again; a crash between
 * the letter and the offset, which comes at the end of the poll, leaves two letters.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: a fact is published if and only if its transaction committed; at least once; first arrivals in order per aggregate; handled once
 * per service, or put aside. Likely: within tens of milliseconds when all is well.
 */
@NullMarked
package dev.tollgate.platform.event;

import org.jspecify.annotations.NullMarked;
