package dev.tollgate.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.http.StrictJson;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Mode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts in the CloudEvents 1.0 JSON format (structured mode), with the extensions {@code orgid}, {@code mode} and {@code traceparent}. */
@Singleton
public class CloudEvents {
    static final String CONTENT_TYPE = "application/cloudevents+json";
    private static final IdPrefix EVENT = new IdPrefix("evt");

    private final ObjectMapper json;
    private final Clock clock;

    CloudEvents(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    Outbox.Row write(Fact fact, RequestTrace trace) {
        var id = EVENT.create();
        var event = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", fact.type().source())
                .put("type", fact.type().wire())
                .put("subject", fact.subject())
                .put("time", StrictJson.TIMESTAMP.format(clock.instant()))
                .put("datacontenttype", "application/json")
                .put("orgid", fact.orgId())
                .put("traceparent", trace.traceparent());
        var mode = fact.mode();
        if (mode != null) {
            event.put("mode", mode.wire());
        }
        event.set("data", json.valueToTree(fact.data()));
        return new Outbox.Row(id, fact.type().topic(), fact.subject(), event.toString());
    }

    /** Reads what {@link #write} wrote; anything else is an {@link IllegalArgumentException}. */
    ReceivedFact read(byte[] value) {
        try {
            JsonNode event = json.readTree(new String(value, StandardCharsets.UTF_8));
            var mode = text(event, "mode");
            return new ReceivedFact(
                    required(event, "id"),
                    required(event, "type"),
                    required(event, "subject"),
                    Instant.parse(required(event, "time")),
                    required(event, "orgid"),
                    mode == null ? null : Mode.parse(mode),
                    text(event, "traceparent"),
                    event.path("data"));
        } catch (JsonProcessingException | RuntimeException notAnEvent) {
            throw new IllegalArgumentException("not a CloudEvent of ours: " + notAnEvent.getMessage(), notAnEvent);
        }
    }

    private static String required(JsonNode event, String field) {
        var value = text(event, field);
        if (value == null) {
            throw new IllegalArgumentException("no " + field);
        }
        return value;
    }

    private static @Nullable String text(JsonNode event, String field) {
        return event.path(field).isTextual() ? event.path(field).textValue() : null;
    }
}
