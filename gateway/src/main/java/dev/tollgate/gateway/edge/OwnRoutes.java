package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.principal.SigningKey;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Principal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The few things that the gateway answers itself. */
@Singleton
class OwnRoutes {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Who knows credentials. */
    private static final List<String> LETTING_IN = List.of(Service.AUTH.wire(), Service.KEYS.wire());

    private static final String HEALTH = "/healthz";
    private static final String READINESS = "/readyz";
    private static final String KEYS = "/.well-known/tollgate-internal-jwks.json";
    private static final String READY = "ready";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Readiness parts;
    private final Draining draining;
    private final Documents documents;
    private final SigningKey key;

    OwnRoutes(Readiness parts, Draining draining, Documents documents, SigningKey key) {
        this.parts = parts;
        this.draining = draining;
        this.documents = documents;
        this.key = key;
    }

    /** What needs no credential and no service; null for every other path. */
    @Nullable
    Future<Void> answer(HttpServerRequest request, String path) {
        return switch (path) {
            case HEALTH -> onlyRead(request).send(request, Buffer.buffer("{\"status\":\"ok\"}"));
            case READINESS -> onlyRead(request).ready(request);
            case KEYS -> onlyRead(request).send(request, Buffer.buffer(key.jwks()));
            default -> document(request, documents.at(path));
        };
    }

    /** Who am I. */
    Future<Void> context(HttpServerRequest request, Principal principal) {
        var tenant = principal.tenant();
        var told = new JsonObject()
                .put("orgId", tenant == null ? null : tenant.orgId())
                .put("mode", tenant == null ? null : tenant.mode().wire())
                .put("actorType", principal.actor().wire())
                .put("actorId", principal.actorId());
        if (principal.role() != null) {
            told.put("role", principal.role().wire());
        }
        if (principal.scopes() != null) {
            told.put(
                    "scopes", new JsonArray(principal.scopes().stream().sorted().toList()));
        }
        return send(request, told.put("liveBlocked", principal.liveBlocked()).toBuffer());
    }

    /**
     * Ready while it can let somebody in: with auth or keys. A gate that stood aside because one of them is down would take the other's
     * callers down too. The body tells of every service.
     */
    private Future<Void> ready(HttpServerRequest request) {
        return parts.known().compose(told -> {
            boolean some = LETTING_IN.stream().anyMatch(part -> READY.equals(told.getString(part)));
            boolean ready = some && !draining.hasBegun();
            var body = new JsonObject()
                    .put("status", ready ? READY : "unavailable")
                    .put("parts", told);
            request.response().setStatusCode(ready ? OK : UNAVAILABLE);
            return send(request, body.toBuffer());
        });
    }

    private @Nullable Future<Void> document(HttpServerRequest request, Documents.@Nullable Document found) {
        if (found == null) {
            return null;
        }
        onlyRead(request);
        return request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, found.type())
                .putHeader("Content-Security-Policy", Documents.POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(found.content());
    }

    private OwnRoutes onlyRead(HttpServerRequest request) {
        reading(request.method());
        return this;
    }

    /** 405 {@code MethodNotAllowed} for a method that changes something. */
    static void reading(HttpMethod method) {
        if (!READING.contains(method)) {
            throw Problem.methodNotAllowed();
        }
    }

    /** Whether it is a path that needs no credential and no service, and is only read. */
    boolean isReadable(String path) {
        return path.equals(HEALTH) || path.equals(READINESS) || path.equals(KEYS) || documents.at(path) != null;
    }

    private Future<Void> send(HttpServerRequest request, Buffer body) {
        return request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, Refusals.JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }
}
