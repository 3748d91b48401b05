/**
 * Mails on their way to SMTP.
 *
 * <h2>Who takes part</h2>
 * A use case with its transaction; the {@link dev.tollgate.auth.mail.MailWorker worker} (one thread in each replica); the SMTP server.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The use case writes the token of the link and a row in {@code mail}.</b> Crash: both are rolled back. Nothing was promised.
 *   <li><b>The transaction commits.</b> Crash: the row is there, and due; any worker finds it. The nudge after the commit only makes it
 *       sooner.
 *   <li><b>A worker leases the row:</b> it moves the due time past the time that a delivery may take, and commits. Crash: the row is due
 *       again when the lease has run out.
 *   <li><b>The worker hands the mail to SMTP.</b> Crash, or an answer that is lost: the mail may have gone, and goes again after the
 *       lease. The repeat has the same {@code Message-ID} and the same link, so mailboxes may drop it and either copy works.
 *   <li><b>The worker deletes the row</b>, and with it the last readable form of the token outside of the mailbox. Done.
 * </ol>
 *
 * <h2>When SMTP is away or refuses</h2>
 * The row gets a later due time: 1 s, doubling up to 30 s, after 40 attempts 15 minutes. When the mail is worth nothing any more (a
 * sign-in link after 15 minutes, a notice about a credential after 3 days, an invitation after 7) the row is deleted, with a warning in the log.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: a mail goes out at least once if SMTP takes it while it is worth something; no mail without its committed transaction. Likely: exactly
 * once, within a second.
 */
@NullMarked
package dev.tollgate.auth.mail;

import org.jspecify.annotations.NullMarked;
