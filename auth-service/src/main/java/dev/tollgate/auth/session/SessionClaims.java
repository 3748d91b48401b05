package dev.tollgate.auth.session;

import dev.tollgate.platform.principal.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What a session token says.
 *
 * @param orgId null for platform staff, and only for them
 * @param role as it was when the token was signed; what counts is the account's role at each request
 */
record SessionClaims(
        String sessionId, String userId, @Nullable String orgId, Mode mode, String role) {}
