package dev.tollgate.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Every response, good or bad, carries {@code x-request-id}; every log line of the request carries it too. */
@ApplicationScoped
public class RequestTraceFilter {
    private static final int BEFORE_EVERYTHING = 1000;

    void register(@Observes Filters filters) {
        filters.register(RequestTraceFilter::trace, BEFORE_EVERYTHING);
    }

    private static void trace(RoutingContext context) {
        var request = context.request();
        var trace = RequestTrace.of(
                request.getHeader(RequestTrace.REQUEST_ID_HEADER), request.getHeader(RequestTrace.TRACEPARENT_HEADER));
        trace.enter();
        ClientAddress.enter(request.getHeader(ClientAddress.HEADER));
        // what we pass on when we call another service for this request (propagateHeaders) is what we answer with
        request.headers().set(RequestTrace.REQUEST_ID_HEADER, trace.requestId());
        request.headers().set(RequestTrace.TRACEPARENT_HEADER, trace.traceparent());
        context.response().putHeader(RequestTrace.REQUEST_ID_HEADER, trace.requestId());
        context.next();
    }
}
