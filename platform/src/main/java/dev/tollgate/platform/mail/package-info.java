/**
 * Mails on their way to SMTP, for services that send any: they have a table {@code mail}, write rows in the transactions that give rise to them, and
 * bring one {@link dev.tollgate.platform.mail.Courier}, which knows what their rows say and hands them to SMTP.
 *
 * <h2>Who takes part</h2>
 * A use case with its transaction; the {@link dev.tollgate.platform.mail.MailWorker worker} (one thread in each replica); the SMTP server; the mailbox.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The use case writes a row in {@code mail}, in the transaction of what it tells of.</b> Crash: both are rolled back. Nothing was promised.
 *   <li><b>The transaction commits.</b> Crash: the row is there, and due; any worker finds it. The nudge after the commit only makes it
 *       sooner.
 *   <li><b>A worker leases the row:</b> it moves the due time past the time that a delivery may take, by the database's clock (no two processes' clocks are
 *       compared), and commits. Crash: the row is due
 *       again when the lease has run out.
 *   <li><b>The worker hands the mail to SMTP.</b> Crash, or an answer that is lost: the mail may have gone, and goes again after the
 *       lease. The repeat has the same {@code Message-ID} (made of the row's id) and the same text, so a mailbox that drops repeats shows it once.
 *   <li><b>The worker deletes the row.</b> Done.
 * </ol>
 *
 * <h2>When SMTP is away or refuses</h2>
 * The row gets a later due time: 1 s, doubling up to 30 s, after 40 attempts 15 minutes. A mail with an end is deleted then, with a warning in the log; one without
 * is tried for as long as it takes. A mail that no server will ever take (the address does not exist) costs an attempt every 15 minutes and holds up nobody.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: no mail without its committed transaction; one row for each, and it goes out at least once if SMTP takes it while it is worth something; every repeat has
 * the same {@code Message-ID}. Likely: exactly once, within a second. SMTP has no more to give: a client that dies between the server's 250 and its own note of
 * it can't know which it was, so the choice is between a repeat and a loss.
 */
@NullMarked
package dev.tollgate.platform.mail;

import org.jspecify.annotations.NullMarked;
