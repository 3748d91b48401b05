package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.ratelimit.ClientAddress;
import dev.tollgate.gateway.upstream.Connections;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.http.RequestTraceFilter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes requests on to services, both bodies streaming. */
@Singleton
class Forwarding {
    private final Connections connections;
    private final ClientAddress clients;
    private final Refusals refusals;

    Forwarding(Connections connections, ClientAddress clients, Refusals refusals) {
        this.connections = connections;
        this.clients = clients;
        this.refusals = refusals;
    }

    /** From here on the request is answered: by the service, or in its place. */
    void forward(HttpServerRequest request, @Nullable LimitedBody body, Service service, CharSequence authorization) {
        if (body != null && request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
        new Passage(request, body, service, own(request, authorization), connections, refusals).begin();
    }

    private Passage.Own own(HttpServerRequest request, CharSequence authorization) {
        return new Passage.Own(
                authorization,
                set(request, RequestTraceFilter.REQUEST_ID),
                set(request, RequestTraceFilter.TRACEPARENT),
                clients.of(request),
                clients.scheme(request));
    }

    /** A header that platform's filter sets on every request. */
    private static String set(HttpServerRequest request, CharSequence header) {
        return Objects.requireNonNull(request.getHeader(header), header::toString);
    }
}
