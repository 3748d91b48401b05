package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.route.RouteTable;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a 405 tells in {@code Allow} (RFC 9110, 15.5.6): the methods that the published document has for the path, because the table of
 * routes leaves most to the service. It is read when the first 405 comes; few do.
 */
@Singleton
class AllowedMethods {
    private final Documents documents;
    private final OwnRoutes own;
    private volatile @Nullable List<Known> known;

    AllowedMethods(Documents documents, OwnRoutes own) {
        this.documents = documents;
        this.own = own;
    }

    private record Known(Pattern path, String methods) {}

    /** Those of a path, divided by commas. */
    String on(String path) {
        return known().stream()
                .filter(candidate -> candidate.path().matcher(path).matches())
                .map(Known::methods)
                .findFirst()
                .orElseGet(() -> own.isReadable(path) ? "GET, HEAD" : String.join(", ", RouteTable.methods(path)));
    }

    private List<Known> known() {
        var read = known;
        if (read == null) {
            read = documents.published().getJsonObject("paths").stream()
                    .sorted(Comparator.comparingLong(AllowedMethods::placeholders))
                    .map(AllowedMethods::read)
                    .toList();
            known = read;
        }
        return read;
    }

    /** A path that is spelt out is meant before one that leaves a segment open. */
    private static long placeholders(Map.Entry<String, Object> item) {
        return item.getKey().chars().filter(c -> c == '{').count();
    }

    private static Known read(Map.Entry<String, Object> item) {
        var path = item.getKey().replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+");
        var methods = ((JsonObject) item.getValue())
                .fieldNames().stream()
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return new Known(Pattern.compile(path), String.join(", ", methods));
    }
}
