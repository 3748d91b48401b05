/**
 * Mails to the owners of an organization about its credentials (contract/credentials.md): keys-service says what happened, by facts.
 *
 * <h2>Who takes part, and what a crash leaves behind</h2>
 * The inbox of platform calls {@link dev.tollgate.auth.keymail.TellOwners} in the transaction in which it marks the fact as done; a row in
 * {@code mail} for each owner is written in that same transaction. So there is one mail for each owner and fact: a crash before the commit
 * leaves neither mark nor mail, and the fact comes again; after it, both. From there on the essay of package {@code mail} holds. SMTP may
 * be away for three days.
 *
 * <p>Owners are those who are owners when the fact arrives, which is a moment after it happened.
 */
@NullMarked
package dev.tollgate.auth.keymail;

import org.jspecify.annotations.NullMarked;
