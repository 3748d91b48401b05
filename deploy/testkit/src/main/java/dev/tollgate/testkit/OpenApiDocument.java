package dev.tollgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the OpenAPI document that a running service answers against the one that the repository publishes in
 * {@code contracts/openapi/<service>.json}. The order of fields, and of plain values in arrays, does not matter.
 */
public final class OpenApiDocument {

    private static final int DIFFERENCES_SHOWN = 25;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

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
            var actual = normal(JSON.readTree(answered));
            if (Boolean.getBoolean("contracts.update")) {
                Files.createDirectories(published.resolveSibling(""));
                Files.writeString(published, JSON.writeValueAsString(actual) + "\n");
                return;
            }
            if (!Files.isRegularFile(published)) {
                throw new AssertionError(published + " is not published yet; -Dcontracts.update=true writes it");
            }
            var differences = new ArrayList<String>();
            compare("", normal(JSON.readTree(Files.readString(published))), actual, differences);
            if (!differences.isEmpty()) {
                throw new AssertionError(published.getFileName() + " and the service differ (published → service;"
                        + " -Dcontracts.update=true publishes the service's):\n  "
                        + String.join("\n  ", differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static void compare(String place, JsonNode published, JsonNode actual, List<String> differences) {
        if (published instanceof ObjectNode was && actual instanceof ObjectNode is) {
            var names = new TreeSet<String>();
            was.fieldNames().forEachRemaining(names::add);
            is.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(place + "/" + name, was.path(name), is.path(name), differences));
        } else if (published instanceof ArrayNode was && actual instanceof ArrayNode is && was.size() == is.size()) {
            for (var i = 0; i < was.size(); i++) {
                compare(place + "/" + i, was.path(i), is.path(i), differences);
            }
        } else if (!published.equals(actual)) {
            differences.add(place + ": " + shown(published) + " → " + shown(actual));
        }
    }

    private static String shown(JsonNode node) {
        var text = node.isMissingNode() ? "(absent)" : node.toString();
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
