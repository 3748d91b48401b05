package dev.tollgate.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.testkit.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Events as {@code docs/events} shows them. */
public final class GoldenEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** New in every event; the schema says what form they have. */
    private static final List<String> NEW_EACH_TIME = List.of("id", "time", "traceparent");

    private GoldenEvents() {}

    /** Passes when an event is its type's golden example, and both are what the schema says. */
    public static void assertGolden(String event) throws IOException {
        EventSchemas.assertValid(event);
        var file = Path.of(
                System.getProperty("tollgate.root"),
                "docs/events/examples",
                JSON.readTree(event).path("type").asText() + ".json");
        var golden = Files.readString(file);
        EventSchemas.assertValid(golden);
        assertEquals(lasting(golden), lasting(event));
    }

    private static JsonNode lasting(String event) throws IOException {
        return ((ObjectNode) JSON.readTree(event)).without(NEW_EACH_TIME);
    }
}
