package dev.tollgate.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Holds the OpenAPI document that a running service answers against the one that the repository publishes in
 * {@code contracts/openapi/<service>.json}. The order of fields, and of plain values in arrays, does not matter.
 */
public final class OpenApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenApiDocument() {}

    /**
     * Passes when the service under test ({@code @QuarkusTest}) answers the published document. With
     * {@code -Dcontracts.update=true} it publishes what the service answers instead.
     *
     * @param service name of the file, {@code payments-service}
     * @throws AssertionError telling the places that differ
     */
    public static void assertPublished(String service) {
        var answered = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        compare(Repository.file("contracts", "openapi", service + ".json"), answered);
    }

    static void compare(Path published, String answered) {
        try {
            PublishedJson.assertSame(published, normal(JSON.readTree(answered)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + answered, e);
        }
    }

    /** Fields sorted, arrays of plain values sorted, without the addresses of this run. */
    private static JsonNode normal(JsonNode document) {
        var copy = sorted(document);
        if (copy instanceof ObjectNode root) {
            root.remove("servers");
        }
        return copy;
    }

    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var fields = new TreeMap<String, JsonNode>();
                object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
                yield JSON.createObjectNode().setAll(fields);
            }
            case ArrayNode array -> {
                List<JsonNode> elements = new ArrayList<>();
                array.forEach(element -> elements.add(sorted(element)));
                if (elements.stream().allMatch(JsonNode::isValueNode)) {
                    elements.sort(Comparator.comparing(JsonNode::toString));
                }
                yield JSON.createArrayNode().addAll(elements);
            }
            default -> node;
        };
    }
}
