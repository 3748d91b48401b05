package dev.tollgate.gateway.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.gateway.route.Route;
import dev.tollgate.gateway.route.RouteTable;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published document against the services' documents and the gate's table. {@code -Dcontracts.update=true} publishes it anew. */
class PublicDocumentTest {
    /** Routes that no service documents yet. */
    private static final Set<String> UNDOCUMENTED =
            Set.of("/v1/invoices", "/v1/invoices/**", "/v1/rails/*/callbacks", "/pay/**");

    /** Answered by the gate without a look into its table. */
    private static final Set<String> OWN =
            Set.of("/healthz", "/readyz", "/docs", "/docs-json", "/.well-known/tollgate-internal-jwks.json");

    private static final Set<String> SCOPES = Set.of(
            "none",
            "payment_intents:write",
            "payment_intents:read",
            "invoices:write",
            "invoices:read",
            "webhooks:write",
            "webhooks:read",
            "api_keys:write",
            "connected_accounts:write",
            "connected_accounts:read");

    private static final String[] LIMIT_HEADERS = {"Retry-After", "RateLimit", "RateLimit-Policy"};

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path CONTRACTS = Path.of(System.getProperty("tollgate.root"), "contracts");
    private static final Path PUBLISHED = CONTRACTS.resolve("public/openapi.json");

    @BeforeAll
    static void publishIfAsked() throws IOException {
        if (Boolean.getBoolean("contracts.update")) {
            Files.writeString(PUBLISHED, merged());
        }
    }

    @Test
    void isMergedFromTheServicesDocuments() throws IOException {
        assertEquals(
                merged(),
                Files.readString(PUBLISHED),
                "contracts/public/openapi.json is not what the services' documents make;"
                        + " -Dcontracts.update=true -Dtest=PublicDocumentTest in the gateway publishes it anew");
    }

    @Test
    void isValid() throws IOException {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readContents(Files.readString(PUBLISHED), List.of(), options);
        assertEquals(List.of(), parsed.getMessages());
        assertEquals(
                new TreeSet<>(fieldNames(published().path("paths"))),
                new TreeSet<>(parsed.getOpenAPI().getPaths().keySet()));
    }

    @Test
    void everyPathHasARouteAtTheGate() {
        operations((path, method, operation) -> {
            var route = PublicDocument.route(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path);
            assertTrue(route != null || OWN.contains(path), method + " " + path);
        });
    }

    @Test
    void everyRouteIsDocumentedButThoseThatNobodyBuiltYet() {
        var undocumented = new TreeSet<String>();
        RouteTable.ROUTES.stream()
                .filter(route -> fieldNames(published().path("paths")).stream().noneMatch(path -> leads(route, path)))
                .forEach(route -> undocumented.add(route.path()));
        assertEquals(new TreeSet<>(UNDOCUMENTED), undocumented);
    }

    @Test
    void nothingInternalIsInIt() throws IOException {
        var text = Files.readString(PUBLISHED);
        assertTrue(fieldNames(published().path("paths")).stream()
                .noneMatch(path -> path.startsWith("/internal") || path.startsWith("/q")));
        assertTrue(!text.contains("\"internal\"") && !text.contains("SecurityScheme\""));
    }

    @Test
    void everyOperationStatesItsScopeItsCredentialsAndAnExample() {
        var ids = new HashSet<String>();
        operations((path, method, operation) -> {
            var where = method + " " + path;
            assertTrue(SCOPES.contains(operation.path("x-scope").asText()), where);
            assertTrue(operation.path("security").isArray(), where);
            assertTrue(ids.add(operation.path("operationId").asText()), where + ": its operationId is not its own");
            operation.path("responses").properties().forEach(response -> {
                assertNotNull(
                        response.getValue().at("/headers/x-request-id/$ref").textValue(), where);
                var media = response.getValue().path("content").path("application/json");
                assertTrue(
                        media.isMissingNode() || media.has("example") || media.has("examples"),
                        where + " " + response.getKey() + " has no example");
            });
        });
    }

    @Test
    void everyGuardedOperationTellsTheGatesRefusals() {
        operations((path, method, operation) -> {
            var route = PublicDocument.route(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path);
            if (route != null && route.needsCredential()) {
                tells(
                        operation,
                        method + " " + path,
                        "401/InvalidApiKey",
                        "401/JwtExpired",
                        "401/InvalidAgentToken",
                        "429/RateLimitExceeded",
                        "503/UpstreamUnavailable",
                        "504/UpstreamTimeout");
            }
        });
    }

    @Test
    void everyOperationTellsWhatAnyRequestMayMeet() {
        operations((path, method, operation) -> {
            var where = method + " " + path;
            var route = PublicDocument.route(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path);
            tells(operation, where, "400/ValidationError", "405/MethodNotAllowed", "431/RequestHeaderFieldsTooLarge");
            if (route != null && route.service() != null) {
                tells(operation, where, "406/NotAcceptable");
            }
            if (Set.of("post", "put", "patch").contains(method)) {
                tells(operation, where, "408/RequestTimeout", "413/PayloadTooLarge", "415/UnsupportedMediaType");
            }
            var limited = operation.path("responses").path("429");
            for (var header : limited.isMissingNode() ? new String[0] : LIMIT_HEADERS) {
                assertTrue(limited.path("headers").has(header), where + ": 429 without " + header);
            }
        });
        var switchMode = published().at("/paths/~1v1~1auth~1switch-mode/post");
        tells(switchMode, "switch-mode", "403/FORBIDDEN"); // a live key of an organization that may not go live
    }

    @Test
    void readinessIsNoRefusal() {
        var unavailable = published().at("/paths/~1readyz/get/responses/503/content/application~1json");
        assertEquals(
                "#/components/schemas/Readiness", unavailable.at("/schema/$ref").asText());
    }

    private static void tells(JsonNode operation, String where, String... refusals) {
        for (var refusal : refusals) {
            var parts = refusal.split("/", 2);
            var told = operation.path("responses").path(parts[0]).at("/content/application~1json/examples");
            assertTrue(told.has(parts[1]), where + " " + refusal);
        }
    }

    @Test
    void schemasOfOneNameAndDifferentContentAreKeptApart() throws IOException {
        var one = JSON.readTree("""
                {"components":{"schemas":{"Page":{"type":"object"},"Same":{"type":"string"}}},
                 "paths":{"/v1/limits":{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}}}}
                """);
        var other = JSON.readTree("""
                {"components":{"schemas":{"Page":{"type":"array","items":{"$ref":"#/components/schemas/Same"}},"Same":{"type":"string"}}},
                 "paths":{"/v1/api-keys":{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}}}}
                """);
        var merged = new PublicDocument(base(), catalogue())
                .add("limits-service", one)
                .add("keys-service", other)
                .finish();
        assertEquals("object", merged.at("/components/schemas/Page/type").asText());
        assertEquals("array", merged.at("/components/schemas/KeysPage/type").asText());
        var ref = "/responses/200/content/application~1json/schema/$ref";
        assertEquals(
                "#/components/schemas/Page",
                merged.at("/paths/~1v1~1limits/get" + ref).asText());
        assertEquals(
                "#/components/schemas/KeysPage",
                merged.at("/paths/~1v1~1api-keys/get" + ref).asText());
    }

    private static boolean leads(Route route, String path) {
        return route.pattern().matcher(path.replaceAll("\\{[^}]+}", "x")).matches();
    }

    private static String merged() throws IOException {
        var document = new PublicDocument(base(), catalogue());
        for (var file : files("openapi")) {
            document.add(file.getFileName().toString().replace(".json", ""), JSON.readTree(Files.readString(file)));
        }
        return JSON.writeValueAsString(document.finish()) + "\n";
    }

    private static JsonNode base() throws IOException {
        try (var base = PublicDocumentTest.class.getResourceAsStream("/openapi-base.json")) {
            return JSON.readTree(Objects.requireNonNull(base));
        }
    }

    private static Catalogue catalogue() throws IOException {
        List<JsonNode> catalogues = new ArrayList<>();
        for (var file : files("errors")) {
            catalogues.add(JSON.readTree(Files.readString(file)));
        }
        return new Catalogue(catalogues);
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.list(CONTRACTS.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static JsonNode published() {
        try {
            return JSON.readTree(Files.readString(PUBLISHED));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private interface Check {
        void of(String path, String method, JsonNode operation);
    }

    private static void operations(Check check) {
        published()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> check.of(path.getKey(), operation.getKey(), operation.getValue())));
    }
}
