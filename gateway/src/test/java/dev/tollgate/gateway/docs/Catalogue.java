package dev.tollgate.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every error code there is (contracts/errors), and what its envelope looks like. */
final class Catalogue {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z_]+)`");
    private static final String REQUEST_ID = "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e";
    private static final Map<String, Map<String, Object>> DETAILS = Map.of(
            "InsufficientScope", Map.of("required", "invoices:write", "granted", List.of("invoices:read")),
            "FORBIDDEN", Map.of("productionAccessStatus", "sandbox_only"),
            "InvalidState", Map.of("currentState", "settled", "allowedStates", List.of("created")));

    private final Map<String, JsonNode> codes = new TreeMap<>();

    Catalogue(List<JsonNode> catalogues) {
        catalogues.forEach(catalogue ->
                catalogue.forEach(entry -> codes.put(entry.path("code").asText(), entry)));
    }

    /** The codes of this status that the text names. */
    List<String> namedIn(String text, int status) {
        List<String> named = new ArrayList<>();
        NAMED.matcher(text)
                .results()
                .map(code -> code.group(1))
                .filter(code -> codes.containsKey(code) && status(code) == status)
                .forEach(named::add);
        return named;
    }

    int status(String code) {
        var entry = codes.get(code);
        if (entry == null) {
            throw new IllegalArgumentException("no such code: " + code);
        }
        return entry.path("status").asInt();
    }

    /** An OpenAPI example for each code. */
    ObjectNode examples() {
        var examples = JSON.createObjectNode();
        codes.forEach((code, entry) -> {
            var envelope =
                    JSON.createObjectNode().put("statusCode", status(code)).put("error", code);
            if (code.equals("ValidationError")) {
                envelope.putArray("message").add("amount: must have at most 2 decimals");
            } else {
                envelope.set("message", entry.path("meaning"));
            }
            envelope.put("requestId", REQUEST_ID);
            if (DETAILS.containsKey(code)) {
                envelope.set("details", JSON.valueToTree(DETAILS.get(code)));
            }
            examples.putObject(code).set("value", envelope);
        });
        return examples;
    }
}
