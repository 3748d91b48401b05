package dev.tollgate.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.gateway.route.LiveRule;
import dev.tollgate.gateway.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;

/** What the gate itself may answer on a service's route, said once for all of them. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_REFUSAL = 400;

    private final Catalogue catalogue;

    Refusals(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Adds the gate's refusals to an operation's responses, and an example of each code that either of them may answer. */
    void addTo(ObjectNode operation, Route route, boolean staffOnly) {
        var responses = (ObjectNode) operation.path("responses");
        codes(operation, route, staffOnly).forEach(code -> {
            var response = responses.withObjectProperty(String.valueOf(catalogue.status(code)));
            var description = response.path("description").asText();
            if (!catalogue.namedIn(description, catalogue.status(code)).contains(code)) {
                response.put("description", description + (description.isEmpty() ? "" : "; ") + '`' + code + '`');
            }
        });
        for (var response : List.copyOf(responses.properties())) {
            int status = Integer.parseInt(response.getKey());
            if (status >= FIRST_REFUSAL) {
                complete((ObjectNode) response.getValue(), status);
            }
        }
        var sorted = new TreeMap<String, JsonNode>();
        responses.properties().forEach(response -> sorted.put(response.getKey(), response.getValue()));
        responses.removeAll();
        responses.setAll(sorted);
    }

    private List<String> codes(ObjectNode operation, Route route, boolean staffOnly) {
        List<String> codes =
                new ArrayList<>(List.of("ValidationError", "RequestHeaderFieldsTooLarge", "InternalError"));
        if (operation.has("requestBody")) {
            codes.addAll(List.of("RequestTimeout", "PayloadTooLarge", "UnsupportedMediaType"));
        }
        if (operation.path("parameters").findValuesAsText("in").contains("path")) {
            codes.add("NotFound");
        }
        if (route.needsCredential()) {
            codes.addAll(List.of(
                    "AuthenticationRequired",
                    "InvalidApiKeyFormat",
                    "InvalidApiKey",
                    "InvalidAgentToken",
                    "InvalidJwt",
                    "JwtExpired"));
            if (!staffOnly && (route.live() == LiveRule.GATED || route.live() == LiveRule.MOVES_MONEY)) {
                codes.add("FORBIDDEN");
            }
            if (!operation.path("x-scope").asText("none").equals("none")) {
                codes.add("InsufficientScope");
            }
        }
        if (route.needsCredential() || route.isLimitedByAddress()) {
            codes.add("RateLimitExceeded");
        }
        if (route.service() != null || route.needsCredential()) {
            codes.addAll(List.of("UpstreamUnavailable", "UpstreamTimeout"));
        }
        return codes;
    }

    private void complete(ObjectNode response, int status) {
        if (response.path("description").asText().isEmpty()) {
            response.put("description", "Refused");
        }
        var content = response.withObjectProperty("content").withObjectProperty("application/json");
        content.putObject("schema").put("$ref", "#/components/schemas/Error");
        var named = new LinkedHashSet<>(
                catalogue.namedIn(response.path("description").asText(), status));
        if (named.isEmpty()) {
            return;
        }
        var examples = content.putObject("examples");
        named.forEach(code -> examples.putObject(code).put("$ref", "#/components/examples/" + code));
        if (status == catalogue.status("RateLimitExceeded")) {
            response.withObjectProperty("headers")
                    .set("Retry-After", JSON.createObjectNode().put("$ref", "#/components/headers/Retry-After"));
        }
    }
}
