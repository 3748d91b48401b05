/**
 * Who belongs to an organization, and who is asked to (contract/credentials.md).
 *
 * <p>A person belongs to one organization; an address has one account. An invitation is a row of its own beside the accounts, made without
 * looking whether anybody else has the address: so neither its answer nor its place in the list tells the inviter anything. Whether the
 * address is free is decided when its owner opens the link, and told to them alone.
 *
 * <p>Changes of one organization take turns ({@link dev.tollgate.auth.member.Roster}), and each looks at the caller's account again when it
 * is its turn: of two owners who remove each other at once one succeeds, and the other is no owner any more.
 */
@NullMarked
package dev.tollgate.auth.member;

import org.jspecify.annotations.NullMarked;
