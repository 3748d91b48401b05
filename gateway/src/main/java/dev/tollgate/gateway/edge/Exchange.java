package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.upstream.Connections;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request on its way to a service and back. */
final class Exchange implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 502;

    private final HttpServerRequest request;
    private final Map<String, String> own;
    private final Refusals refusals;
    private final @Nullable LimitedBody body;
    private final Runnable silence;
    private boolean refused;

    /**
     * @param own what the gateway says itself; it comes last, so that nothing that a client sent can take its place
     * @param silence to be told when the service did not answer a whole request
     */
    Exchange(
            HttpServerRequest request,
            @Nullable LimitedBody body,
            Map<String, String> own,
            Refusals refusals,
            Runnable silence) {
        this.request = request;
        this.body = body;
        this.own = own;
        this.refusals = refusals;
        this.silence = silence;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var headers = context.request().headers();
        Headers.cleanRequest(headers);
        own.forEach((name, value) -> headers.set(name, value));
        context.request().setBody(body == null ? null : Body.body(body, length()));
        return context.sendRequest()
                .recover(failure -> isRepeatable(failure) ? context.sendRequest() : Future.failedFuture(failure))
                .recover(failure -> Future.succeededFuture(refuse(context, meaning(failure))));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var answer = context.response();
        if (!refused) {
            Headers.cleanAnswer(answer.headers());
            if (answer.getStatusCode() >= SERVER_ERROR && !isJson(answer)) {
                // not our envelope, so nothing that a client should see
                boolean away = answer.getStatusCode() >= UNAVAILABLE;
                write(answer.release(), away ? Upstream.unavailable() : EdgeProblem.internal());
            }
        }
        return context.sendResponse();
    }

    /** A kept connection that the service had closed: nothing has come back, and doing it twice is doing it once. */
    private boolean isRepeatable(Throwable failure) {
        return body == null && IDEMPOTENT.contains(request.method()) && Connections.wasClosed(failure);
    }

    private Problem meaning(Throwable failure) {
        if (body != null && body.isTooLong()) {
            return body.tooLong();
        }
        if (failure instanceof Problem problem) {
            return problem;
        }
        LOG.warnf("no answer: %s", failure.getClass().getSimpleName()); // its message may show a path
        if (failure instanceof TimeoutException) {
            if (body != null && body.isUnfinished()) {
                return EdgeProblem.slowBody();
            }
            silence.run();
            return Upstream.timeout();
        }
        return Upstream.unavailable();
    }

    private ProxyResponse refuse(ProxyContext context, Problem problem) {
        refused = true;
        return write(context.request().release().response(), problem);
    }

    private ProxyResponse write(ProxyResponse answer, Problem problem) {
        return answer.setStatusCode(problem.code().status())
                .setStatusMessage(null)
                .putHeader(HttpHeaders.CONTENT_TYPE, Refusals.JSON)
                .setBody(Body.body(refusals.envelope(request, problem)));
    }

    private long length() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private static boolean isJson(ProxyResponse answer) {
        var type = answer.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(Refusals.JSON);
    }
}
