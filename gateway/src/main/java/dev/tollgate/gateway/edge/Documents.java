package dev.tollgate.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The merged OpenAPI document (contracts/public) and a page to browse it by, which loads nothing from anywhere else. */
@Singleton
class Documents {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PUBLISHED = "/docs-json";

    private final Map<String, Document> documents = Map.of(
            PUBLISHED,
            read("application/json", "openapi.json"),
            "/docs",
            read("text/html; charset=utf-8", "index.html"),
            "/docs/docs.js",
            read("text/javascript; charset=utf-8", "docs.js"),
            "/docs/docs.css",
            read("text/css; charset=utf-8", "docs.css"));

    /** The merged document. */
    JsonObject published() {
        return Objects.requireNonNull(at(PUBLISHED)).content().toJsonObject();
    }

    record Document(String type, Buffer content) {}

    @Nullable
    Document at(String path) {
        return documents.get(path);
    }

    private static Document read(String type, String name) {
        try (var file = Documents.class.getResourceAsStream("/docs/" + name)) {
            if (file == null) {
                throw new IllegalStateException(name + " was not packaged");
            }
            return new Document(type, Buffer.buffer(file.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
