package dev.tollgate.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What a service leaves for the audit log, against what {@code docs/events} says of it. */
public final class AuditRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NEW_EACH_TIME = List.of("id", "time", "traceparent");

    private AuditRecords() {}

    /**
     * Passes when a record is its service's golden example, but for what is new each time, and both match the schema.
     *
     * @param written the CloudEvent
     */
    public static void assertGolden(String written) throws IOException {
        EventSchemas.assertValid(written);
        var record = (ObjectNode) JSON.readTree(written);
        var golden = Files.readString(Repository.file(
                "docs", "events", "examples", record.path("type").asText() + ".json"));
        EventSchemas.assertValid(golden);
        var lasting = lasting((ObjectNode) JSON.readTree(golden));
        if (!lasting.equals(lasting(record))) {
            throw new AssertionError("not the golden example " + lasting + " but " + record);
        }
    }

    private static ObjectNode lasting(ObjectNode event) {
        ((ObjectNode) event.path("data")).remove("requestId");
        return event.remove(NEW_EACH_TIME);
    }
}
