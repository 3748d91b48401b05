package dev.tollgate.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.local.demo.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A public route as the published documents tell of it.
 *
 * @param path with its parameters in braces
 * @param scope {@code none} for a route that needs none
 * @param takesBody whether a JSON body belongs to it
 */
record DocumentedRoute(String method, String path, String scope, boolean takesBody)
        implements Comparable<DocumentedRoute> {
    private static final String MERGED = "/docs-json";
    private static final String INTERNAL = "internal";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of them: of the gateway's merged document, or of the services' own and what the gateway answers itself. */
    static List<DocumentedRoute> all(Api gateway) {
        var merged = gateway.get(MERGED);
        var routes = new TreeSet<DocumentedRoute>();
        if (merged.status() == 200) {
            routes.addAll(of(merged.body()));
        } else {
            services().forEach(document -> routes.addAll(of(document)));
        }
        routes.add(new DocumentedRoute("GET", "/v1/context", "none", false));
        return List.copyOf(routes);
    }

    private static List<JsonNode> services() {
        try (var files = Files.newDirectoryStream(
                Path.of(System.getProperty("tollgate.root"), "contracts", "openapi"), "*.json")) {
            List<JsonNode> documents = new ArrayList<>();
            for (var file : files) {
                documents.add(JSON.readTree(file.toFile()));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DocumentedRoute> of(JsonNode document) {
        List<DocumentedRoute> routes = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey()) && !isInternal(operation.getValue())) {
                    routes.add(new DocumentedRoute(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue().path("x-scope").asText("(not said)"),
                            operation.getValue().has("requestBody")));
                }
            }
        }
        return routes;
    }

    private static boolean isInternal(JsonNode operation) {
        for (var tag : operation.path("tags")) {
            if (tag.asText().equals(INTERNAL)) {
                return true;
            }
        }
        return false;
    }

    /** {@code GET /v1/api-keys/{id}}. */
    String name() {
        return method + ' ' + path;
    }

    boolean hasParameters() {
        return path.contains("{");
    }

    @Override
    public int compareTo(DocumentedRoute other) {
        return Comparator.comparing(DocumentedRoute::path)
                .thenComparing(DocumentedRoute::method)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return name();
    }
}
