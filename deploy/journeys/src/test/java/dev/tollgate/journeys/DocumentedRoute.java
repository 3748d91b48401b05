package dev.tollgate.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.Api;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A route of the public surface, as the published document tells of it.
 *
 * @param path with its parameters in braces
 * @param scope {@code none} for a route that needs none
 * @param takesBody whether a JSON body belongs to it
 * @param isPublic whether it needs no credential
 */
record DocumentedRoute(String method, String path, String scope, boolean takesBody, boolean isPublic)
        implements Comparable<DocumentedRoute> {
    private static final String MERGED = "/docs-json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** All of them, as the gateway's merged document has them. */
    static List<DocumentedRoute> all(Api gateway) {
        return of(gateway.get(MERGED).expect(200).body()).stream().sorted().toList();
    }

    private static List<DocumentedRoute> of(JsonNode document) {
        List<DocumentedRoute> routes = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    routes.add(new DocumentedRoute(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue().path("x-scope").asText("(not said)"),
                            operation.getValue().has("requestBody"),
                            isPublic(operation.getValue())));
                }
            }
        }
        return routes;
    }

    /** A route without a credential says so by a list of security requirements that is empty. */
    private static boolean isPublic(JsonNode operation) {
        return operation.path("security").isArray() && operation.path("security").isEmpty();
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
