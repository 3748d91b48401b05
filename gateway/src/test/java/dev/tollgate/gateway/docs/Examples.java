package dev.tollgate.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** An example of a whole body, from the examples of its parts. */
final class Examples {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMAS = "#/components/schemas/";

    private final ObjectNode schemas;

    Examples(ObjectNode schemas) {
        this.schemas = schemas;
    }

    JsonNode of(JsonNode schema) {
        if (schema.has("$ref")) {
            return of(schemas.path(schema.path("$ref").asText().substring(SCHEMAS.length())));
        }
        for (var given : new String[] {"/examples/0", "/example", "/const", "/default", "/enum/0"}) {
            if (!schema.at(given).isMissingNode()) {
                return schema.at(given);
            }
        }
        for (var choice : new String[] {"/oneOf/0", "/anyOf/0", "/allOf/0"}) {
            if (!schema.at(choice).isMissingNode()) {
                return of(schema.at(choice));
            }
        }
        var type = schema.path("type").isArray() ? schema.at("/type/0") : schema.path("type");
        return switch (schema.has("properties") ? "object" : type.asText()) {
            case "object" -> {
                var object = JSON.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(field -> object.set(field.getKey(), of(field.getValue())));
                yield object;
            }
            case "array" -> JSON.createArrayNode().add(of(schema.path("items")));
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "null" -> JSON.nullNode();
            default -> TextNode.valueOf(text(schema));
        };
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "date-time" -> "2026-05-02T14:00:00.000Z";
            case "date" -> "2026-05-02";
            case "uri" -> "https://example.com/";
            case "email" -> "owner@example.com";
            default -> "text";
        };
    }
}
