package dev.tollgate.keys.resolve;

import dev.tollgate.platform.principal.Tenant;
import java.util.List;

/** What a presented key turned out to be. Why it was refused is nobody's business, not even the gateway's. */
sealed interface Resolution {
    /**
     * It is this key.
     *
     * @param scopes empty for an unrestricted key
     */
    record Resolved(String keyId, Tenant tenant, List<String> scopes) implements Resolution {}

    record Refused() implements Resolution {}
}
