/**
 * The audit log: every change of an organization's credentials, access, limits and members, in a chain of hashes (contract/production-access.md).
 *
 * <h2>Who takes part</h2>
 * A use case of any service, with its transaction; outbox and relay of that service (platform, package {@code event}); a topic of its own per service,
 * {@code tollgate.<service>.audit.v1}, keyed by organization; the inbox of this service with {@link dev.tollgate.auth.audit.RecordChange}; the
 * organization's chain: its entries and its head.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The use case changes its rows and publishes an audited fact: the outbox gets the fact and the record.</b> Crash: all is rolled back. There is no
 *       change without its record, and no record without its change.
 *   <li><b>The transaction commits, and the relay carries the record to Kafka,</b> at least once.
 *   <li><b>The inbox inserts the record's id first.</b> A record that comes again ends here: it adds nothing.
 *   <li><b>The chain's head is locked</b> (made, where it is the first). Replicas that append to one chain take turns; others go on.
 *   <li><b>The entry is written behind the head, and the head moves,</b> in one statement of that same transaction. Crash before it commits: mark, entry and
 *       head are rolled back, and the record comes again. After it: all three are there.
 * </ol>
 *
 * <h2>The chain</h2>
 * An entry's text is JSON in the form of RFC 8785: all that {@code GET} shows of it but {@code hash}, and, of what platform staff did, their address, which
 * {@code GET} keeps to itself. Its {@code hash} is the SHA-256 of that text in
 * UTF-8, {@code previousHash}, inside the text, that of the entry before (64 zeros in the first), {@code sequence} its number from 1, without gaps. So an
 * entry that was altered no longer has its hash; with a new hash, the next one no longer follows it; and one that was taken away or moved leaves a gap. Whoever
 * recomputes the whole rest of a chain, or cuts its end off and sets the head back, is found by any head that somebody kept: each answer of {@code GET}
 * and each run of {@code audit-verify} tells it. The service's own role can add and read entries, and do nothing else to them.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: every committed change is entered, once; entries of one service and organization are in the order of their outbox; chains are lines. Changes in two services
 * are in the order of their arrival, which is near that of {@code occurredAt} and need not be it. Likely: within a second. A record that can't be entered (it never
 * happened) is put aside as every fact is, and can be sent again.
 */
@NullMarked
package dev.tollgate.auth.audit;

import org.jspecify.annotations.NullMarked;
