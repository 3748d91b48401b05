package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.principal.SigningKey;
import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.error.ErrorCode;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The few things that the gateway answers itself. */
@Singleton
class OwnRoutes {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Who knows credentials. */
    private static final List<String> LETTING_IN = List.of(Service.AUTH.wire(), Service.KEYS.wire());

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final InternalApi services;
    private final Draining draining;
    private final Documents documents;
    private final SigningKey key;

    OwnRoutes(InternalApi services, Draining draining, Documents documents, SigningKey key) {
        this.services = services;
        this.draining = draining;
        this.documents = documents;
        this.key = key;
    }

    /** What needs no credential and no service; null for every other path. */
    @Nullable
    Future<Void> answer(HttpServerRequest request, String path) {
        return switch (path) {
            case "/healthz" -> reading(request).send(request, Buffer.buffer("{\"status\":\"ok\"}"));
            case "/readyz" -> reading(request).ready(request);
            case "/.well-known/tollgate-internal-jwks.json" ->
                reading(request).send(request, Buffer.buffer(key.jwks()));
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
        var parts = new TreeMap<String, Future<String>>();
        for (var service : Service.values()) {
            parts.put(service.wire(), services.ready(service));
        }
        return Future.join(List.copyOf(parts.values())).transform(asked -> {
            var told = new JsonObject();
            parts.forEach((part, answer) -> told.put(part, answer.succeeded() ? "ready" : "unavailable"));
            boolean some =
                    LETTING_IN.stream().anyMatch(part -> told.getString(part).equals("ready"));
            boolean ready = some && !draining.hasBegun();
            var body = new JsonObject()
                    .put("status", ready ? "ready" : "unavailable")
                    .put("parts", told);
            request.response().setStatusCode(ready ? OK : UNAVAILABLE);
            return send(request, body.toBuffer());
        });
    }

    private @Nullable Future<Void> document(HttpServerRequest request, Documents.@Nullable Document found) {
        if (found == null) {
            return null;
        }
        reading(request);
        return request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, found.type())
                .putHeader("Content-Security-Policy", Documents.POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(found.content());
    }

    private OwnRoutes reading(HttpServerRequest request) {
        if (!READING.contains(request.method())) {
            throw Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "This path does not take that method.");
        }
        return this;
    }

    private Future<Void> send(HttpServerRequest request, Buffer body) {
        return request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, Refusals.JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }
}
