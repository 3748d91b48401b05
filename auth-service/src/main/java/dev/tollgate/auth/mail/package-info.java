/**
 * What the mails of this service say. How they get to SMTP, and what a crash leaves behind, is the essay of platform's package {@code mail}; besides:
 * <ul>
 *   <li>What a row says is sealed: most mails carry a link. With the row, the last readable form of its token outside of the mailbox is deleted.
 *   <li>A row may be withheld: written where no mail is due, so that the time an answer takes does not tell that. It is deleted instead of sent.
 *   <li>Each mail has an end: a sign-in link after 15 minutes, a notice about a credential after 3 days, an invitation after 7.
 *   <li>A repeat has the same link, so either copy works.
 * </ul>
 */
@NullMarked
package dev.tollgate.auth.mail;

import org.jspecify.annotations.NullMarked;
