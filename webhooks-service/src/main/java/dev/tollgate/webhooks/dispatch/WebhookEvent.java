package dev.tollgate.webhooks.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.http.StrictJson;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as the subscriptions of one mode are told of it.
 *
 * @param id {@code evt_…}: the fact's id, the {@code webhook-id} of every attempt and the {@code id} in the body
 * @param subject the resource that order is kept for
 * @param body {@code {"id","type","createdAt","mode","orgId","data"}}, serialized once
 */
record WebhookEvent(
        String id,
        Tenant tenant,
        String type,
        String subject,
        String body,
        @Nullable String traceparent,
        Instant createdAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WebhookEvent of(
            String id,
            Tenant tenant,
            String type,
            String subject,
            JsonNode data,
            @Nullable String traceparent,
            Instant createdAt) {
        var body = JSON.createObjectNode()
                .put("id", id)
                .put("type", type)
                .put("createdAt", StrictJson.TIMESTAMP.format(createdAt))
                .put("mode", tenant.mode().wire())
                .put("orgId", tenant.orgId());
        body.set("data", data);
        return new WebhookEvent(id, tenant, type, subject, body.toString(), traceparent, createdAt);
    }
}
