package dev.tollgate.keys.resolve;

import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a presented credential turned out to be. Why it was refused is nobody's business, not even the gateway's. */
sealed interface Resolution {
    /**
     * It is this key.
     *
     * @param scopes empty for an unrestricted key
     * @param validUntil when it ends by itself; null: never
     */
    record Key(
            String keyId,
            Tenant tenant,
            List<String> scopes,
            @Nullable Instant validUntil) implements Resolution {}

    /** It is the token of this agent. */
    record Agent(String agentId, Tenant tenant, int kyaTier) implements Resolution {}

    record Refused() implements Resolution {}
}
