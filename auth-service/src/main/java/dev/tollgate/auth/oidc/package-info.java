/**
 * Signing in with one configured OpenID provider (OpenID Connect Core 1.0, authorization code flow with PKCE, RFC 7636). Off unless
 * configured; then beside the mailed links, for people who have an account already.
 *
 * <h2>Why not the flow of quarkus-oidc</h2>
 * That one lives in redirects and cookies of the guarded application. The gateway drops cookies, every route here is guarded by the
 * gateway's own token, and programs sign in too. So the flow is two calls with JSON, kept in a row, and quarkus-oidc does what is hard in
 * it: discovery, the call to the token endpoint with the client's credentials, the provider's keys and their renewal, the verification of
 * the ID token. It does so for a tenant that no route belongs to.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>start</b> writes an attempt: SHA-256 of the state, nonce, sealed code verifier, redirect address. Crash: the row is forgotten
 *       after ten minutes.
 *   <li><b>The browser goes to the provider and comes back</b> with a code and the state. Nothing happens here.
 *   <li><b>consume</b> deletes the attempt and commits: of two with one state, one goes on. Crash: the state is used up; the person starts
 *       again.
 *   <li><b>The code is exchanged and the ID token verified</b>, with no transaction open. Crash: the same.
 *   <li><b>The session begins</b>, and the account learns its identity, the first time with a fact and a record for the audit log, in one transaction. Crash before the commit: the same; after it: a
 *       session that nobody has the token of, until it expires.
 * </ol>
 *
 * <h2>What is refused, in one answer</h2>
 * An unknown, used or expired state; a code that the provider refuses; an ID token that is not signed by one of its keys, is for
 * somebody else, has expired or has another nonce; an address that is not verified, or that nobody has here, or whose account is bound to
 * another person of that provider. Only the log says which.
 */
@NullMarked
package dev.tollgate.auth.oidc;

import org.jspecify.annotations.NullMarked;
