/**
 * Dashboard sessions (contract/credentials.md): started by a sign-in token, carried by RS256 tokens, ended by sign-out.
 *
 * <p>A session is a row; its tokens are only references to it. One session may have a token for each mode: switching makes another
 * token of the same session, which ends when the session does, and leaves the earlier one working. Signing out ends the row, and with
 * it every token of the session, on the next request: the gateway asks {@link dev.tollgate.auth.session.ResolveSession} each time.
 */
@NullMarked
package dev.tollgate.auth.session;

import org.jspecify.annotations.NullMarked;
