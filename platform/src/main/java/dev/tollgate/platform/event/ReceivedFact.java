package dev.tollgate.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it came from Kafka.
 *
 * @param type the CloudEvents type, such as {@code dev.tollgate.keys.api_key.revoked.v1}
 * @param mode null for facts about a whole organization
 */
public record ReceivedFact(
        String id,
        String type,
        String subject,
        Instant time,
        String orgId,
        @Nullable Mode mode,
        @Nullable String traceparent,
        JsonNode data) {

    /** Whether this is one of {@code type}. */
    public boolean is(FactType type) {
        return type.wire().equals(this.type);
    }

    /** The tenant it happened in; only for facts that belong to a mode. */
    public Tenant tenant() {
        if (mode == null) {
            throw new IllegalStateException(type + " belongs to no mode");
        }
        return new Tenant(orgId, mode);
    }
}
