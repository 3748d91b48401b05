package dev.tollgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A generated document that the repository keeps. With {@code -Dcontracts.update=true} it is written, else compared. */
final class PublishedJson {
    private static final int DIFFERENCES_SHOWN = 25;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PublishedJson() {}

    /**
     * Passes when the file says the same; the order of an object's fields does not matter.
     *
     * @throws AssertionError telling the places that differ
     */
    static void assertSame(Path published, JsonNode generated) {
        try {
            var text = JSON.writeValueAsString(generated) + "\n";
            if (Boolean.getBoolean("contracts.update")) {
                Files.createDirectories(published.resolveSibling(""));
                Files.writeString(published, text);
                return;
            }
            if (!Files.isRegularFile(published)) {
                throw new AssertionError(published + " is not published yet; -Dcontracts.update=true writes it");
            }
            var differences = new ArrayList<String>();
            compare("", JSON.readTree(Files.readString(published)), JSON.readTree(text), differences);
            if (!differences.isEmpty()) {
                throw new AssertionError(published.getFileName() + " and what the code says differ (published → code;"
                        + " -Dcontracts.update=true publishes the code's):\n  "
                        + String.join("\n  ", differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String place, JsonNode published, JsonNode generated, List<String> differences) {
        if (published instanceof ObjectNode was && generated instanceof ObjectNode is) {
            var names = new TreeSet<String>();
            was.fieldNames().forEachRemaining(names::add);
            is.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(place + "/" + name, was.path(name), is.path(name), differences));
        } else if (published instanceof ArrayNode was && generated instanceof ArrayNode is && was.size() == is.size()) {
            for (var i = 0; i < was.size(); i++) {
                compare(place + "/" + i, was.path(i), is.path(i), differences);
            }
        } else if (!published.equals(generated)) {
            differences.add(place + ": " + shown(published) + " → " + shown(generated));
        }
    }

    private static String shown(JsonNode node) {
        var text = node.isMissingNode() ? "(absent)" : node.toString();
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
