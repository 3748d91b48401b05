package dev.tollgate.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.resource.InputStreamSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds events against the schemas that the repository publishes in {@code docs/events/} (contract/events.md). A schema
 * may refer to another file of that folder by its name.
 */
public final class EventSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventSchemas() {}

    /**
     * Passes when the event is a CloudEvent of a published type and matches its schema.
     *
     * @param cloudEvent the event as it is on the topic
     * @throws AssertionError telling each place where it does not
     */
    public static void assertValid(String cloudEvent) {
        assertValid(Repository.file("docs", "events"), cloudEvent);
    }

    static void assertValid(Path folder, String cloudEvent) {
        var type = typeOf(cloudEvent);
        var errors = schema(folder, type).validate(cloudEvent, InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError("an event of type " + type + " is not what docs/events/ says:\n"
                    + errors.stream().map(error -> "  " + error).collect(Collectors.joining("\n")) + "\n" + cloudEvent);
        }
    }

    private static String typeOf(String cloudEvent) {
        try {
            var type = JSON.readTree(cloudEvent).path("type").asText();
            if (type.isEmpty()) {
                throw new AssertionError("not a CloudEvent, it has no type: " + cloudEvent);
            }
            return type;
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + cloudEvent, e);
        }
    }

    private static Schema schema(Path folder, String type) {
        var file = folder.resolve(type + ".schema.json");
        if (!Files.isRegularFile(file)) {
            throw new AssertionError("docs/events/ has no schema of " + type);
        }
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.resourceLoaders(
                                        loaders -> loaders.add(address -> neighbour(folder, address)))
                                .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                        .formatAssertionsEnabled(true)
                                        .build()))
                .getSchema(SchemaLocation.of(file.toUri().toString()));
    }

    private static @Nullable InputStreamSource neighbour(Path folder, AbsoluteIri address) {
        var text = address.toString();
        var file = folder.resolve(text.substring(text.lastIndexOf('/') + 1));
        return Files.isRegularFile(file) ? () -> Files.newInputStream(file) : null;
    }
}
