package dev.tollgate.gateway.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.gateway.route.Route;
import dev.tollgate.gateway.route.RouteTable;
import dev.tollgate.platform.error.Problem;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One OpenAPI document of the whole public surface, merged from those of the services: internal routes left out, schemas of one name but
 * different content renamed, and what the gate adds to every route (credentials, limits, refusals, headers) said here and nowhere else.
 */
final class PublicDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMAS = "#/components/schemas/";

    private final Refusals refusals;
    private final ObjectNode merged;

    /** @param base what is said once: title, security schemes, headers, parameters */
    PublicDocument(JsonNode base, Catalogue catalogue) {
        this.merged = base.deepCopy();
        this.refusals = new Refusals(catalogue);
        component("examples").setAll(catalogue.examples());
    }

    /** Adds a service's document. */
    PublicDocument add(String service, JsonNode document) {
        var renamed = withOwnNames(service, document);
        component("schemas")
                .setAll((ObjectNode) renamed.at("/components/schemas").deepCopy());
        renamed.path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith("/internal/")
                        && !path.getKey().startsWith("/q/"))
                .forEach(path ->
                        merged.withObjectProperty("paths").set(path.getKey(), item(path.getKey(), path.getValue())));
        renamed.path("tags").forEach(tag -> merged.withArrayProperty("tags").add(tag));
        return this;
    }

    /** The whole, with tags and schemas that nothing names any more left out, and all names in order. */
    JsonNode finish() {
        var used = new TreeSet<String>();
        merged.path("paths").findValues("tags").forEach(tags -> tags.forEach(tag -> used.add(tag.asText())));
        var tags = JSON.createArrayNode();
        merged.path("tags").forEach(tag -> {
            if (used.remove(tag.path("name").asText())) {
                tags.add(tag);
            }
        });
        merged.set("tags", tags);
        var schemas = component("schemas");
        while (true) {
            var text = merged.toString();
            var unused = schemas.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !text.contains(SCHEMAS + name + '"'))
                    .toList();
            if (unused.isEmpty()) {
                return sorted(merged);
            }
            unused.forEach(schemas::remove);
        }
    }

    /** Fields in order; what an array says stays as it is. */
    static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var fields = new TreeMap<String, JsonNode>();
                object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
                yield JSON.createObjectNode().setAll(fields);
            }
            case ArrayNode array -> {
                var copy = JSON.createArrayNode();
                array.forEach(element -> copy.add(sorted(element)));
                yield copy;
            }
            default -> node;
        };
    }

    private JsonNode withOwnNames(String service, JsonNode document) {
        var text = document.toString();
        var own = document.deepCopy();
        for (var schema : document.at("/components/schemas").properties()) {
            var taken = component("schemas").get(schema.getKey());
            if (taken != null && !sorted(taken).equals(sorted(schema.getValue()))) {
                var name = Character.toUpperCase(service.charAt(0))
                        + service.substring(1).replace("-service", "")
                        + schema.getKey();
                text = text.replace('"' + SCHEMAS + schema.getKey() + '"', '"' + SCHEMAS + name + '"')
                        .replace('"' + schema.getKey() + "\":{", '"' + name + "\":{");
            }
        }
        try {
            return text.equals(document.toString()) ? own : JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode item(String path, JsonNode item) {
        var copy = (ObjectNode) item.deepCopy();
        for (var operation : copy.properties()) {
            complete(HttpMethod.valueOf(operation.getKey().toUpperCase(Locale.ROOT)), path, (ObjectNode)
                    operation.getValue());
        }
        return copy;
    }

    private void complete(HttpMethod method, String path, ObjectNode operation) {
        var route = route(method, path);
        var roles = operation.path("security").findPath("SecurityScheme");
        boolean staffOnly = roles.toString().contains("platform_admin");
        operation.set("security", security(route, staffOnly, !roles.isEmpty()));
        boolean counted = route != null && route.needsCredential() && !staffOnly;
        refusals.addTo(operation, method, route, staffOnly);
        if (counted) {
            operation.withArrayProperty("parameters").addObject().put("$ref", "#/components/parameters/X-Environment");
        }
        operation.withArrayProperty("parameters").addObject().put("$ref", "#/components/parameters/X-Request-Id");
        operation.path("responses").properties().forEach(response -> {
            header((ObjectNode) response.getValue(), "x-request-id");
            boolean known =
                    counted && !Set.of("401", "408", "413", "415", "431").contains(response.getKey());
            if (known) {
                List.of("X-Environment", "X-Live-Blocked", "RateLimit", "RateLimit-Policy")
                        .forEach(name -> header((ObjectNode) response.getValue(), name));
            }
            exemplify(response.getValue());
        });
        exemplify(operation.path("requestBody"));
    }

    /** Where the gate would send it; null for what it answers itself without a credential. */
    static @Nullable Route route(HttpMethod method, String path) {
        try {
            return RouteTable.find(method, path.replaceAll("\\{[^}]+}", "x"));
        } catch (Problem notFound) {
            return null;
        }
    }

    private static ArrayNode security(@Nullable Route route, boolean staffOnly, boolean forRoles) {
        var ways = JSON.createArrayNode();
        if (route != null && route.needsCredential()) {
            if (!staffOnly && !forRoles) {
                ways.addObject().putArray("apiKey");
            }
            ways.addObject().putArray("bearer");
        }
        return ways;
    }

    private static void header(ObjectNode response, String name) {
        response.withObjectProperty("headers")
                .set(name, JSON.createObjectNode().put("$ref", "#/components/headers/" + name));
    }

    private void exemplify(JsonNode described) {
        if (described.at("/content/application~1json") instanceof ObjectNode media
                && !media.has("example")
                && !media.has("examples")) {
            media.set("example", new Examples(component("schemas")).of(media.path("schema")));
        }
    }

    private ObjectNode component(String kind) {
        return merged.withObjectProperty("components").withObjectProperty(kind);
    }
}
