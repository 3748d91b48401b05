package dev.tollgate.auth.oidc;

import dev.tollgate.platform.crypto.Secret;

/**
 * A sign-in under way at the provider.
 *
 * @param nonce what the ID token must repeat
 * @param verifier what proves to the provider that whoever exchanges the code also started (RFC 7636)
 */
record OidcAttempt(String nonce, Secret verifier, String redirectUri) {}
