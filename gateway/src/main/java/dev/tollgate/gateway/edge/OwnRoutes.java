package dev.tollgate.gateway.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.gateway.principal.SigningKey;
import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The few things that the gateway answers itself. */
@ApplicationScoped
class OwnRoutes {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final InternalApi services;
    private final SigningKey key;
    private final Refusals json;

    OwnRoutes(InternalApi services, SigningKey key, Refusals json) {
        this.services = services;
        this.key = key;
        this.json = json;
    }

    /** The answer of {@code GET /v1/context}. */
    @RegisterForReflection
    record Context(
            @JsonInclude @Nullable String orgId,
            @JsonInclude @Nullable Mode mode,
            ActorType actorType,
            String actorId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Role role,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Set<String> scopes,

            boolean liveBlocked) {

        static Context of(Principal principal) {
            var tenant = principal.tenant();
            return new Context(
                    tenant == null ? null : tenant.orgId(),
                    tenant == null ? null : tenant.mode(),
                    principal.actor(),
                    principal.actorId(),
                    principal.role(),
                    principal.scopes(),
                    principal.liveBlocked());
        }
    }

    /** What needs no credential and no service; null for every other path. */
    @Nullable
    Future<Void> answer(HttpServerRequest request, String path) {
        return switch (path) {
            case "/healthz" -> reading(request).send(request, Buffer.buffer("{\"status\":\"ok\"}"));
            case "/readyz" -> reading(request).ready(request);
            case "/.well-known/tollgate-internal-jwks.json" ->
                reading(request).send(request, Buffer.buffer(key.jwks()));
            default -> null;
        };
    }

    Future<Void> context(HttpServerRequest request, Principal principal) {
        return send(request, json.json(Context.of(principal)));
    }

    /** Ready while each of those is that a request can't be let in without. */
    private Future<Void> ready(HttpServerRequest request) {
        var asked = Stream.of(Service.AUTH, Service.KEYS, Service.ONBOARDING)
                .map(services::ready)
                .toList();
        return Future.all(asked).compose(all -> send(request, Buffer.buffer("{\"status\":\"ready\"}")));
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
