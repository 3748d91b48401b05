package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSchemasTest {

    private static final String VALID = """
            {"specversion":"1.0","type":"dev.tollgate.x.thing.made.v1","time":"2026-05-02T14:00:00.000Z",
             "data":{"thingId":"th_1"}}""";

    @TempDir
    Path published;

    @BeforeEach
    void publishASchemaThatRefersToItsNeighbour() throws IOException {
        Files.writeString(published.resolve("cloudevent.schema.json"), """
                {"$id":"https://tollgate.example/events/cloudevent.schema.json","type":"object",
                 "required":["specversion","time"],"properties":{"time":{"type":"string","format":"date-time"}}}""");
        Files.writeString(published.resolve("dev.tollgate.x.thing.made.v1.schema.json"), """
                {"$id":"https://tollgate.example/events/dev.tollgate.x.thing.made.v1.schema.json",
                 "allOf":[{"$ref":"cloudevent.schema.json"}],
                 "properties":{"data":{"type":"object","required":["thingId"]}},"required":["data"]}""");
    }

    @Test
    void eventThatMatchesPasses() {
        assertDoesNotThrow(() -> EventSchemas.assertValid(published, VALID));
    }

    @Test
    void eventThatLacksAFieldOfItsDataFails() {
        var failure = assertThrows(
                AssertionError.class, () -> EventSchemas.assertValid(published, VALID.replace("thingId", "id")));

        assertTrue(String.valueOf(failure.getMessage()).contains("thingId"), failure::getMessage);
    }

    @Test
    void eventThatBreaksTheEnvelopeFails() {
        assertThrows(
                AssertionError.class,
                () -> EventSchemas.assertValid(published, VALID.replace("2026-05-02T14:00:00.000Z", "yesterday")));
    }

    @Test
    void eventOfAnUnpublishedTypeFails() {
        assertThrows(AssertionError.class, () -> EventSchemas.assertValid(published, VALID.replace("made", "unmade")));
    }
}
