package dev.tollgate.gateway.edge;

import dev.tollgate.platform.http.RequestTrace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a service gets to see. Everything by which a client might name an organization, a mode, a principal, an address or another method
 * is dropped (contract/credentials.md, Resolution), then what the gateway itself says is set. The list is documented in README.md.
 */
final class RequestHeaders {
    private static final Set<String> DROPPED = words("""
            authorization baggage cf-connecting-ip connection cookie cookie2 expect forwarded
            http2-settings keep-alive max-forwards te trailer true-client-ip upgrade via
            """);

    private static final Set<String> DROPPED_PREFIXES = words("""
            proxy- x-account x-actor x-agent x-api-key x-auth x-client- x-cluster- x-environment
            x-envoy- x-forwarded x-group x-http-method x-internal x-live x-merchant x-method x-mode
            x-org x-original x-principal x-real-ip x-remote x-rewrite x-role x-scope x-session
            x-staff x-tenant x-tollgate x-user
            """);

    private RequestHeaders() {}

    /** Makes {@code headers}, a copy of the client's, those that go on to a service. */
    static void replace(MultiMap headers, HttpServerRequest request, String token) {
        for (var named : headers.getAll(HttpHeaders.CONNECTION)) {
            // RFC 9110, 7.6.1: meant for this hop only. What we set ourselves comes afterwards, and can't be named
            // away.
            List.of(named.split(",", -1)).forEach(name -> headers.remove(name.strip()));
        }
        Set.copyOf(headers.names()).stream().filter(RequestHeaders::isDropped).forEach(headers::remove);
        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        headers.set(RequestTrace.REQUEST_ID_HEADER, request.getHeader(RequestTrace.REQUEST_ID_HEADER));
        headers.set(RequestTrace.TRACEPARENT_HEADER, request.getHeader(RequestTrace.TRACEPARENT_HEADER));
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
    }

    /** Services behind some gateways read {@code X_Org_Id} as {@code X-Org-Id}; so do we. */
    static boolean isDropped(String header) {
        var name = header.toLowerCase(Locale.ROOT).replace('_', '-');
        return DROPPED.contains(name) || DROPPED_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }
}
