package dev.tollgate.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a client gets to see of a service's answer. */
final class ResponseHeaders {
    /** Of one hop, telling what runs inside, or said by the gateway alone. */
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "server",
            "te",
            "trailer",
            "upgrade",
            "via",
            "x-environment",
            "x-live-blocked",
            "x-powered-by",
            "x-request-id");

    private ResponseHeaders() {}

    static void clean(MultiMap headers) {
        for (var named : headers.getAll(HttpHeaders.CONNECTION)) {
            List.of(named.split(",", -1)).forEach(name -> headers.remove(name.strip()));
        }
        Set.copyOf(headers.names()).stream().filter(ResponseHeaders::isDropped).forEach(headers::remove);
    }

    private static boolean isDropped(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return DROPPED.contains(name) || name.startsWith("x-tollgate-");
    }
}
