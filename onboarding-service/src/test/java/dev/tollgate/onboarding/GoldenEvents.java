package dev.tollgate.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.testkit.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published examples in docs/events/examples, and the organization and people that they tell of. */
public final class GoldenEvents {
    public static final String ORG = "org_01k9y0q8e7f2t9m3x5w6v7b8c9";
    public static final String OWNER = "usr_01k9y0q8e9er4vqz6c2a8h1n3k";
    public static final String STAFF = "usr_01k9y0r2m4f8s0t7w1x9y2z3a4";
    private static final List<String> DIFFERENT_EACH_TIME = List.of("id", "time", "traceparent");
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenEvents() {}

    /** Passes when the service publishes {@code fact} as its example shows, and both match the schema. */
    public static void assertGolden(Outbox outbox, Fact fact) throws IOException {
        var row = outbox.prepare(fact);
        var golden = Files.readString(Path.of(
                System.getProperty("tollgate.root"),
                "docs",
                "events",
                "examples",
                fact.type().wire() + ".json"));
        EventSchemas.assertValid(golden);
        EventSchemas.assertValid(row.payload());
        var expected = (ObjectNode) JSON.readTree(golden);
        var actual = (ObjectNode) JSON.readTree(row.payload());
        for (var field : DIFFERENT_EACH_TIME) {
            actual.set(field, expected.get(field));
        }
        assertEquals(expected, actual);
        assertEquals(fact.subject(), row.key());
    }
}
