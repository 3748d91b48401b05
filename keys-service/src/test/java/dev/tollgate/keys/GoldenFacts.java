package dev.tollgate.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.testkit.EventSchemas;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds facts against their golden files and schemas in docs/events. */
@Singleton
public class GoldenFacts {
    private final Outbox outbox;
    private final ObjectMapper json;

    GoldenFacts(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** The fact is written as its golden file, but for what changes each time; both match the schema; topic and key are those of the contract. */
    public void assertGolden(Fact fact, String topic) throws IOException {
        var row = outbox.prepare(fact);
        assertEquals(topic, row.topic());
        assertEquals(fact.subject(), row.key());
        var written = (ObjectNode) json.readTree(row.payload());
        EventSchemas.assertValid(written.toString());
        var golden = golden(fact);
        EventSchemas.assertValid(golden.toString());
        for (var changing : List.of("id", "time", "traceparent")) {
            written.set(changing, golden.get(changing));
        }
        assertEquals(golden, written);
    }

    private JsonNode golden(Fact fact) throws IOException {
        var file = Path.of(
                System.getProperty("tollgate.root"),
                "docs",
                "events",
                "examples",
                fact.type().wire() + ".json");
        return json.readTree(Files.readString(file));
    }
}
