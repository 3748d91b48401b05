package dev.tollgate.gateway.edge;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** {@code X-Environment}: what a session asks for, and what every authenticated response tells (contract/conventions.md, Modes). */
final class RequestedMode {
    static final CharSequence HEADER = HttpHeaders.createOptimized("X-Environment");
    static final CharSequence BLOCKED_HEADER = HttpHeaders.createOptimized("X-Live-Blocked");

    private RequestedMode() {}

    /** What a session asked for, or null. An API key's mode is its prefix and staff have none: from them it is not even read. */
    static @Nullable Mode of(Principal principal, MultiMap headers) {
        var values = headers.getAll(HEADER);
        if (values.isEmpty() || principal.sessionId() == null || principal.tenant() == null) {
            return null;
        }
        return switch (String.join(",", values)) {
            case "test" -> Mode.TEST;
            case "live" -> Mode.LIVE;
            default -> throw Problem.invalid(HEADER + ": must be test or live");
        };
    }

    /** Tells the mode that the request runs in; staff run in none. */
    static void announce(Principal principal, HttpServerResponse response) {
        var tenant = principal.tenant();
        if (tenant != null) {
            response.putHeader(HEADER, tenant.mode().wire());
        }
        if (principal.liveBlocked()) {
            response.putHeader(BLOCKED_HEADER, "true");
        }
    }
}
