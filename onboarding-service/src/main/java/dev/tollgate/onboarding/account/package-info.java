/**
 * An integrator's own sellers and buyers (contract/production-access.md, Connected accounts), private to the organization and mode: made, its terms accepted,
 * its documents sent, submitted, decided, and, for a seller, told where its money goes. What an account says about itself is personal data of somebody who is
 * not our client: it is in the tables {@code connected_account} and {@code document}, never in a fact or a log line, and its PIX key is encrypted.
 *
 * <p>{@link dev.tollgate.onboarding.account.ConnectedAccountMove} is the table of moves. Each is one transaction that holds the account's row, and publishes one fact;
 * so of two deciding at once one wins, and the other is told what came of it. In test, submitting plants a row by which package {@code verification} decides.
 *
 * <h2>Once, whoever repeats and races</h2>
 * Creating is one {@code insert … on conflict do nothing} over two unique indexes, of {@code Idempotency-Key} and of {@code externalId}, with its fact in the same
 * transaction. Who finds the place taken waits for the other's commit, reads what is there and answers it as a replay. A crash leaves either nothing or the
 * account with its fact. Where key and external id belong to two accounts, the key counts.
 *
 * <h2>Terms</h2>
 * Accepting holds the account, then marks the session (package {@code terms}) used, in one transaction: of two at once one accepts.
 */
@NullMarked
package dev.tollgate.onboarding.account;

import org.jspecify.annotations.NullMarked;
