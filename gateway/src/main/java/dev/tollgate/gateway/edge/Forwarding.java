package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.ratelimit.ClientAddress;
import dev.tollgate.gateway.upstream.Connections;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.http.RequestTrace;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes requests on to services, both bodies streaming. */
@ApplicationScoped
class Forwarding {
    private static final ProxyOptions NO_UPGRADES = new ProxyOptions().setSupportWebSocket(false);

    private final Connections connections;
    private final ClientAddress clients;
    private final Refusals refusals;

    Forwarding(Connections connections, ClientAddress clients, Refusals refusals) {
        this.connections = connections;
        this.clients = clients;
        this.refusals = refusals;
    }

    /** From here on the request is answered: by the service, or in its place. */
    void forward(HttpServerRequest request, @Nullable LimitedBody body, Service service, String token) {
        if (body != null && request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
        if (body != null && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            // HTTP/2 does not say it, and the proxy has to know
            request.headers().set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
        }
        HttpProxy.reverseProxy(NO_UPGRADES, connections.client())
                .origin(context -> connections.open(service, request.method(), request.uri()))
                .addInterceptor(
                        new Exchange(request, body, own(request, token), refusals, () -> connections.silent(service)))
                .handle(request);
    }

    private Map<String, String> own(HttpServerRequest request, String token) {
        return Map.of(
                "Authorization",
                "Bearer " + token,
                RequestTrace.REQUEST_ID_HEADER,
                request.getHeader(RequestTrace.REQUEST_ID_HEADER),
                RequestTrace.TRACEPARENT_HEADER,
                request.getHeader(RequestTrace.TRACEPARENT_HEADER),
                "X-Forwarded-For",
                clients.of(request),
                "X-Forwarded-Proto",
                clients.scheme(request));
    }
}
