package dev.tollgate.keys.apikey;

import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody asks for, in terms that are known to be valid.
 *
 * @param tenant whose key, and of which mode; the mode need not be that of the request
 * @param scopes empty for an unrestricted key
 * @param expiresAt null for a key without an end
 */
record ApiKeyOrder(
        Tenant tenant,
        String name,
        List<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable String idempotencyKey) {
    boolean unrestricted() {
        return scopes.isEmpty();
    }
}
