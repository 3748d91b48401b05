package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.upstream.Connections;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import dev.tollgate.platform.http.RequestTraceFilter;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and back. Once it has begun the client is answered: by the service, or in its place. Bodies stream,
 * each as fast as its reader reads; a short answer is taken whole, so that one which breaks off can still be told of.
 */
final class Passage {
    private static final Logger LOG = Logger.getLogger(Passage.class);
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int REFUSED = 400;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY = 429;
    private static final long UNKNOWN = -1;
    private static final long SHORT = 64 << 10;
    private static final long NOT_PIECE_BY_PIECE = Long.MAX_VALUE;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final @Nullable LimitedBody body;
    private final Service service;
    private final Own own;
    private final Connections connections;
    private final Refusals refusals;
    private long passedOn = NOT_PIECE_BY_PIECE;

    /** What the gateway says itself. It comes last, so that nothing that a client sent can take its place. */
    record Own(
            CharSequence authorization,
            String requestId,
            String traceparent,
            String forwardedFor,
            String forwardedProto) {}

    Passage(
            HttpServerRequest request,
            @Nullable LimitedBody body,
            Service service,
            Own own,
            Connections connections,
            Refusals refusals) {
        this.request = request;
        this.response = request.response();
        this.body = body;
        this.service = service;
        this.own = own;
        this.connections = connections;
        this.refusals = refusals;
    }

    void begin() {
        attempt(true);
    }

    private void attempt(boolean isFirst) {
        open().onComplete(opened -> {
            if (opened.succeeded()) {
                send(opened.result(), isFirst);
            } else {
                refuse(opened.cause());
            }
        });
    }

    private Future<HttpClientRequest> open() {
        return body != null && body.isFile()
                ? connections.openForFile(service, request.method(), request.uri(), this::goesOn)
                : connections.open(service, request.method(), request.uri(), this::goesOn);
    }

    /** Whether more of an answer that is passed on piece by piece has gone to the client since this was asked last. */
    private boolean goesOn() {
        long before = passedOn;
        if (before == NOT_PIECE_BY_PIECE) {
            return false;
        }
        passedOn = response.bytesWritten();
        return passedOn > before;
    }

    private void send(HttpClientRequest onward, boolean isFirst) {
        onward.response().onComplete(answered -> {
            if (answered.succeeded()) {
                answer(onward, answered.result());
            } else if (isFirst && isRepeatable(answered.cause())) {
                attempt(false);
            } else {
                refuse(answered.cause());
            }
        });
        response.exceptionHandler(gone -> onward.reset(0, gone));
        writeHead(onward.headers());
        if (body == null) {
            onward.end();
        } else {
            onward.setChunked(!request.headers().contains(HttpHeaders.CONTENT_LENGTH));
            var pipe = body.pipe().endOnFailure(false);
            pipe.to(onward).onFailure(brokenOff -> onward.reset(0, brokenOff));
        }
    }

    private void writeHead(MultiMap headers) {
        Headers.passOnRequest(request.headers(), headers);
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            headers.set(HttpHeaders.CONTENT_LENGTH, length);
        }
        if (body != null) {
            writePlainType(headers);
        }
        headers.set(HttpHeaders.AUTHORIZATION, own.authorization());
        headers.set(RequestTraceFilter.REQUEST_ID, own.requestId());
        headers.set(RequestTraceFilter.TRACEPARENT, own.traceparent());
        headers.set(Headers.FORWARDED_FOR, own.forwardedFor());
        headers.set(Headers.FORWARDED_PROTO, own.forwardedProto());
    }

    /** What the gate has understood as JSON in UTF-8, the service need not read again: not every parser takes every form of the parameters. */
    private static void writePlainType(MultiMap headers) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && !type.equals(Refusals.JSON) && MediaTypes.isJson(type)) {
            headers.set(HttpHeaders.CONTENT_TYPE, Refusals.JSON);
        }
    }

    private void answer(HttpClientRequest onward, HttpClientResponse answer) {
        if (answer.statusCode() >= REFUSED && !isJson(answer)) {
            refuse(EdgeProblem.standingIn(
                    answer.statusCode())); // not our envelope, so nothing that a client should see
            return;
        }
        long length = length(answer.headers());
        if (isBodiless(answer.statusCode())) {
            answerHead(answer).end();
        } else if ((length != UNKNOWN && length <= SHORT) || request.version() == HttpVersion.HTTP_1_0) {
            answer.body().onComplete(read -> {
                if (read.succeeded()) {
                    answerHead(answer).end(read.result());
                } else {
                    refuse(read.cause());
                }
            });
        } else {
            answerHead(answer).setChunked(length == UNKNOWN);
            passedOn = -1; // its head counts
            answer.pipe().endOnFailure(false).to(response).onFailure(brokenOff -> {
                onward.reset();
                response.reset(Refusals.FAULT);
            });
        }
    }

    private HttpServerResponse answerHead(HttpClientResponse answer) {
        Headers.passOnAnswer(answer.headers(), response.headers());
        if (answer.statusCode() == TOO_MANY) {
            Headers.passOnLimit(answer.headers(), response.headers());
        } else if (answer.statusCode() == METHOD_NOT_ALLOWED) {
            refusals.tellAllowed(request);
        }
        return response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
    }

    /** A kept connection that the service had closed: nothing has come back, and doing it twice is doing it once. */
    private boolean isRepeatable(Throwable failure) {
        return body == null
                && IDEMPOTENT.contains(request.method())
                && Connections.wasClosed(failure)
                && !response.closed();
    }

    private void refuse(Throwable failure) {
        if (!response.closed()) {
            refusals.send(request, meaning(failure));
        }
    }

    private Problem meaning(Throwable failure) {
        if (body != null && body.isTooLong()) {
            return body.tooLong();
        }
        if (failure instanceof Problem problem) {
            return problem;
        }
        LOG.warnf("no answer: %s", failure.getClass().getSimpleName()); // its message may show a path
        if (Connections.timedOut(failure)) {
            if (body != null && body.isUnfinished()) {
                return EdgeProblem.slowBody();
            }
            connections.silent(service);
            return Upstream.timeout();
        }
        return Upstream.unavailable();
    }

    private boolean isBodiless(int status) {
        return status == NO_CONTENT
                || status == NOT_MODIFIED
                || request.method().equals(HttpMethod.HEAD);
    }

    private static long length(MultiMap headers) {
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? UNKNOWN : Long.parseLong(length);
    }

    private static boolean isJson(HttpClientResponse answer) {
        var type = answer.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(Refusals.JSON);
    }
}
