/**
 * Telling people, by mail and in the application (contract/production-access.md): reviewers of a declaration, the owner who stands for it of a decision.
 *
 * <h2>Who takes part</h2>
 * The decision's transaction (package access); platform's mail worker with this package's {@link dev.tollgate.onboarding.notification.SmtpCourier}; the SMTP server; the
 * mailbox; and for what is shown in the application only the database.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The transaction that moves the organization writes a row in {@code notification} and one in {@code mail} for each address.</b> Crash: the move, the rows and the fact are rolled
 *       back together. Nobody is told of a decision that was not made.
 *   <li><b>It commits.</b> Crash: decision, notification and mail are all there. The notification <em>is</em> delivered: reading it is a query. The mail is due.
 *   <li><b>A worker of any replica leases the mail, hands it to SMTP and deletes the row.</b> Crash between any two of these: the essay of platform's package {@code mail}.
 * </ol>
 * No step waits for SMTP but the worker's: while SMTP is away decisions are made and answered, and their mails wait in the table, for as long as it takes.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: exactly one notification for each decision and recipient (a unique key says so, too); exactly one mail <em>row</em> for each decision and address, which leaves when SMTP has
 * taken it and not before, however late. Likely: exactly one mail. The one exception is a process that dies between SMTP's 250 and the deletion of the row, or loses that 250: then the mail
 * goes again with the same {@code Message-ID}, by which mailboxes know it for the same.
 *
 * <h2>What may be in a mail</h2>
 * The reviewer's notes are quoted: escaped in HTML, behind {@code >} in text. Subjects and headers hold nothing that anybody typed but the address, which auth-service has
 * verified or the configuration gives. Reviewers' mails hold nothing of an organization but its name, on one line.
 */
@NullMarked
package dev.tollgate.onboarding.notification;

import org.jspecify.annotations.NullMarked;
