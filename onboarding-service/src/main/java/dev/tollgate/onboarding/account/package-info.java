/**
 * An integrator's own sellers and buyers (contract/production-access.md, Connected accounts), private to the organization and mode: made, its terms accepted,
 * its documents sent, submitted, decided, and, for a seller, told where its money goes. What an account says about itself is personal data of somebody who is
 * not our client: it is in the tables {@code connected_account} and {@code document}, never in a fact or a log line, and its PIX key is encrypted.
 *
 * <p>{@link dev.tollgate.onboarding.account.ConnectedAccountMove} is the table of moves. Each is one transaction that holds the account's row, and publishes one fact;
 * so of two deciding at once one wins, and the other is told what came of it. In test, submitting plants a row by which package {@code verification} decides.
 *
 * <h2>Once, whoever repeats and races</h2>
 * Creating binds the {@code Idempotency-Key} (a row of {@code connected_account_key}), then inserts the account, whose {@code externalId} is unique, with its fact: one
 * transaction. Who finds the key taken, or then the external id, waits for the other's commit, reads what is there and answers it as a replay. A key that met an
 * external id is bound to that account and no other, so it gets the same answer for ever. Everybody takes at most one key and after it at most one external id:
 * no circle, no deadlock. A crash leaves either nothing, or account, key and fact. Where key and external id belong to two accounts, the key counts. A request
 * that is itself not valid repeats what its key or external id knows, and is refused where neither knows anything.
 *
 * <h2>Terms</h2>
 * Accepting holds the account, then marks the session (package {@code terms}) used, in one transaction: of two at once one accepts.
 */
@NullMarked
package dev.tollgate.onboarding.account;

import org.jspecify.annotations.NullMarked;
