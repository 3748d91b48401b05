package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.route.RouteTable;
import dev.tollgate.platform.error.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets pages of the configured origins read answers (contract/conventions.md, Browsers); to any other origin not a word of CORS is said.
 * Credentials come in headers, which a page sets itself: cookies are not allowed along, and dropped anyway.
 */
@Singleton
class Cors {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Authorization, Content-Type, Idempotency-Key, traceparent, X-API-Key, X-Environment, X-Request-Id";
    private static final String EXPOSED = "Idempotency-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, "
            + "X-Environment, X-Live-Blocked, X-Request-Id";
    private static final String REMEMBERED_SECONDS = "600";
    private static final int NO_CONTENT = 204;

    private final Set<String> origins;
    private final OwnRoutes own;

    Cors(@ConfigProperty(name = "tollgate.cors.origins") Optional<Set<String>> origins, OwnRoutes own) {
        this.origins = origins.orElse(Set.of());
        this.own = own;
    }

    /** Adds what the origin may know. Whether it was a preflight, which is answered hereby: for a known route, and asking nobody. */
    boolean answers(HttpServerRequest request, String path) {
        if (origins.isEmpty()) {
            return false;
        }
        var response = request.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        var method = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (method == null || !request.method().equals(HttpMethod.OPTIONS)) {
            return false;
        }
        preflight(method, path);
        response.setStatusCode(NO_CONTENT)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS)
                .end();
        return true;
    }

    /** Fails as the request would that is asked for. */
    private void preflight(String method, String path) {
        if (own.isReadable(path)) {
            OwnRoutes.reading(wanted(method));
        } else {
            RouteTable.find(wanted(method), path);
        }
    }

    private static HttpMethod wanted(String method) {
        try {
            return HttpMethod.valueOf(method);
        } catch (IllegalArgumentException none) {
            throw Problem.invalid("Access-Control-Request-Method: must be a method");
        }
    }
}
