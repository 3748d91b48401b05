package dev.tollgate.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Every response, good or bad, carries {@code x-request-id}; every log line of the request carries it too. */
@ApplicationScoped
public class RequestTraceFilter {
    /** The headers that it sets on every request, as tables of headers find names fastest. */
    public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestTrace.REQUEST_ID_HEADER);

    public static final CharSequence TRACEPARENT = HttpHeaders.createOptimized(RequestTrace.TRACEPARENT_HEADER);

    private static final int BEFORE_EVERYTHING = 1000;
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized(ClientAddress.HEADER);

    void register(@Observes Filters filters) {
        filters.register(RequestTraceFilter::trace, BEFORE_EVERYTHING);
    }

    private static void trace(RoutingContext context) {
        var request = context.request();
        var trace = RequestTrace.of(request.getHeader(REQUEST_ID), request.getHeader(TRACEPARENT));
        trace.enter();
        ClientAddress.enter(request.getHeader(FORWARDED_FOR));
        // what we pass on when we call another service for this request (propagateHeaders) is what we answer with
        request.headers().set(REQUEST_ID, trace.requestId());
        request.headers().set(TRACEPARENT, trace.traceparent());
        context.response().putHeader(REQUEST_ID, trace.requestId());
        context.next();
    }
}
