/**
 * Who belongs to an organization, and who is asked to (contract/credentials.md).
 *
 * <p>A person belongs to one organization; an address has one account. An invitation is a row of its own beside the accounts, made without
 * looking whether anybody else has the address: so neither its answer nor its place in the list tells the inviter anything. Whether the
 * address is free is decided when its owner opens the link, and told to them alone.
 *
 * <h2>Addresses that nobody proved</h2>
 * Anybody can type anybody's address into a sign-up. The account that this makes has never been signed in to until a link that was mailed to the address is
 * opened, which proves it; so it has no sessions, and its organization has nobody else, no keys and no money. Such an account gives way
 * ({@link dev.tollgate.auth.member.ProvedAddress}) to an invitation to that address, whose link was mailed there too, and to the configuration when it
 * names the address as staff: in the same transaction it is removed, with the fact and the audit entry {@code member.removed} by
 * {@code auth-service}, and the other one is added. Its organization stays, without anybody, and its links open nothing any more, so nobody ends up in an
 * organization that a stranger named for them. Staff who have not signed in yet do not give way: the configuration vouches for them. Opening the sign-in link
 * of the sign-up first proves the address for that account, and then the invitation is refused as before.
 *
 * <p>Both the opened link and the giving way lock the account's row first and then look whether it is removed or proved, so one of them is first
 * and the other sees it. A sign-up that commits between the look and the insert makes the insert fail, and it is made to give way in turn.
 *
 * <h2>Turns</h2>
 * Changes of one organization take turns ({@link dev.tollgate.auth.member.Roster}), and each looks at the caller's account again when it
 * is its turn: of two owners who remove each other at once one succeeds, and the other is no owner any more.
 */
@NullMarked
package dev.tollgate.auth.member;

import org.jspecify.annotations.NullMarked;
