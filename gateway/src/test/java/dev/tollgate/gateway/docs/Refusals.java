package dev.tollgate.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.gateway.route.LiveRule;
import dev.tollgate.gateway.route.Route;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may be answered on every route, by the gate or by what all services are built on, said once for all of them. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_REFUSAL = 400;
    private static final Set<HttpMethod> WITH_BODIES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private static final List<String> EVERYWHERE =
            List.of("ValidationError", "MethodNotAllowed", "RequestHeaderFieldsTooLarge", "InternalError");

    private final Catalogue catalogue;

    Refusals(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Adds these refusals to an operation's responses, and an example of each code that may be answered.
     *
     * @param route null: the gate answers itself, without a credential; a status that it describes is no refusal then
     */
    void addTo(ObjectNode operation, HttpMethod method, @Nullable Route route, boolean staffOnly) {
        var responses = (ObjectNode) operation.path("responses");
        var codes = new ArrayList<>(EVERYWHERE);
        if (route != null) {
            codes.addAll(codes(operation, method, route, staffOnly));
        }
        codes.forEach(code -> {
            var response = responses.withObjectProperty(String.valueOf(catalogue.status(code)));
            var description = response.path("description").asText();
            if (!catalogue.namedIn(description, catalogue.status(code)).contains(code)) {
                response.put("description", description + (description.isEmpty() ? "" : "; ") + '`' + code + '`');
            }
        });
        for (var response : List.copyOf(responses.properties())) {
            int status = Integer.parseInt(response.getKey());
            if (status >= FIRST_REFUSAL
                    && (route != null || !response.getValue().has("content"))) {
                complete((ObjectNode) response.getValue(), status);
            }
        }
        var sorted = new TreeMap<String, JsonNode>();
        responses.properties().forEach(response -> sorted.put(response.getKey(), response.getValue()));
        responses.removeAll();
        responses.setAll(sorted);
    }

    private static List<String> codes(ObjectNode operation, HttpMethod method, Route route, boolean staffOnly) {
        List<String> codes = new ArrayList<>();
        if (operation.has("requestBody") || WITH_BODIES.contains(method)) {
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
            if (!staffOnly && route.live() != LiveRule.OPEN) {
                codes.add("FORBIDDEN");
            }
            if (!operation.path("x-scope").asText("none").equals("none")) {
                codes.add("InsufficientScope");
            }
        }
        if (route.needsCredential() || route.isLimitedByAddress()) {
            codes.add("RateLimitExceeded");
        }
        if (route.service() != null) {
            codes.add("NotAcceptable");
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
            List.of("Retry-After", "RateLimit", "RateLimit-Policy").forEach(name -> header(response, name));
        } else if (status == catalogue.status("MethodNotAllowed")) {
            header(response, "Allow");
        }
    }

    private static void header(ObjectNode response, String name) {
        response.withObjectProperty("headers")
                .set(name, JSON.createObjectNode().put("$ref", "#/components/headers/" + name));
    }
}
