package dev.tollgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds each answer that a test gets against the published OpenAPI document: its status, its content type and its body, in which no field
 * may be that the document does not name. Paths that the document does not have are passed over.
 */
final class OpenApiAnswers implements Filter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "https://tollgate.example/openapi.json";

    /** What HTTP itself, or a fault, answers wherever it is asked; the gateway adds those that clients see to every route. */
    private static final List<Integer> EVERYWHERE = List.of(405, 406, 413, 415, 500);

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Route> routes = new ArrayList<>();

    OpenApiAnswers(Path published) {
        try {
            document = JSON.readTree(Files.readString(published));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close(document.at("/components/schemas"));
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(Map.of(ADDRESS, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        document.path("paths").fieldNames().forEachRemaining(path -> routes.add(new Route(path)));
        routes.sort(Comparator.comparingInt(Route::parameters));
    }

    @Override
    public Response filter(
            FilterableRequestSpecification asked, FilterableResponseSpecification expected, FilterContext chain) {
        var answer = chain.next(asked, expected);
        var problem = problem(asked.getMethod(), asked.getURI(), answer);
        if (problem != null) {
            throw new AssertionError(asked.getMethod() + ' ' + asked.getURI() + " was answered " + answer.statusCode()
                    + ", which is not what its OpenAPI document says: " + problem + "\n" + answer.asString());
        }
        return answer;
    }

    private @Nullable String problem(String method, String uri, Response answer) {
        var path = URI.create(uri).getRawPath();
        var route = routes.stream().filter(known -> known.matches(path)).findFirst();
        if (route.isEmpty() || EVERYWHERE.contains(answer.statusCode())) {
            return null;
        }
        var pointer = "/paths/" + escaped(route.get().template()) + '/' + method.toLowerCase(Locale.ROOT);
        if (document.at(pointer).isMissingNode()) {
            return null;
        }
        return problem(pointer + "/responses/" + answer.statusCode(), answer);
    }

    private @Nullable String problem(String pointer, Response answer) {
        var response = document.at(pointer);
        if (response.isMissingNode()) {
            return "no such status";
        }
        var body = answer.asString();
        var content = response.path("content");
        if (body.isEmpty()) {
            return content.isEmpty() ? null : "the body is missing";
        }
        var type = String.valueOf(answer.contentType()).split(";", 2)[0];
        if (!content.has(type)) {
            return "no content of type " + type;
        }
        if (!type.endsWith("json") || !content.path(type).has("schema")) {
            return null;
        }
        var place = ADDRESS + '#' + pointer + "/content/" + escaped(type) + "/schema";
        var errors = schemas.getSchema(SchemaLocation.of(place)).validate(body, InputFormat.JSON);
        return errors.isEmpty()
                ? null
                : errors.stream().map(error -> "\n  " + error).collect(Collectors.joining());
    }

    /** Lets an object with named fields have no others, so that a field which is not documented is found. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.has("properties")
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(OpenApiAnswers::close);
    }

    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    private record Route(String template, Pattern pattern) {
        Route(String template) {
            this(template, Pattern.compile(template.replaceAll("\\{[^}]*}", "[^/]+")));
        }

        boolean matches(String path) {
            return pattern.matcher(path).matches();
        }

        int parameters() {
            return template.split("\\{", -1).length;
        }
    }
}
