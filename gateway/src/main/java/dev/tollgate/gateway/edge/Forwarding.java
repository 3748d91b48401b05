package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.upstream.Connections;
import dev.tollgate.gateway.upstream.Service;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Passes requests on to services, both bodies streaming. */
@ApplicationScoped
class Forwarding {
    private static final ProxyOptions NO_UPGRADES = new ProxyOptions().setSupportWebSocket(false);

    private final Connections connections;
    private final Refusals refusals;

    Forwarding(Connections connections, Refusals refusals) {
        this.connections = connections;
        this.refusals = refusals;
    }

    /** From here on the request is answered: by the service, or in its place. */
    void forward(HttpServerRequest request, boolean hasBody, Service service, String token) {
        if (hasBody && request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
        var body = hasBody ? new LimitedBody(request) : null;
        HttpProxy.reverseProxy(NO_UPGRADES, connections.client())
                .origin(context -> connections.open(service, request.method(), request.uri()))
                .addInterceptor(new Exchange(request, body, token, refusals))
                .handle(request);
    }
}
