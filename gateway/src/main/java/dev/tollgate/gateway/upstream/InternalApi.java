package dev.tollgate.gateway.upstream;

import dev.tollgate.gateway.principal.InternalTokens;
import dev.tollgate.gateway.principal.WithoutCredential;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import dev.tollgate.platform.http.RequestTrace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The gateway's own questions to services (docs/reference/service-interfaces.md, Commands by HTTP). Each may be repeated, so a closed
 * connection is tried once more. Whatever else goes wrong is 503 {@code UpstreamUnavailable}: what can't be proved current is refused.
 */
@Singleton
public class InternalApi {
    private static final Logger LOG = Logger.getLogger(InternalApi.class);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final Connections connections;
    private final InternalTokens tokens;

    InternalApi(Connections connections, InternalTokens tokens) {
        this.connections = connections;
        this.tokens = tokens;
    }

    /** Asks; {@code reader} may throw at an answer that makes no sense. */
    public <T> Future<T> get(Service service, String path, Function<JsonObject, T> reader) {
        return ask(service, HttpMethod.GET, path, Buffer.buffer(), answer -> reader.apply(answer.toJsonObject()));
    }

    /** Asks; {@code reader} may throw at an answer that makes no sense. */
    public <T> Future<T> post(Service service, String path, JsonObject body, Function<JsonObject, T> reader) {
        return ask(service, HttpMethod.POST, path, body.toBuffer(), answer -> reader.apply(answer.toJsonObject()));
    }

    /** Tells; there is no answer but that it was heard. */
    public Future<Void> tell(Service service, String path, JsonObject body) {
        return ask(service, HttpMethod.POST, path, body.toBuffer(), heard -> heard)
                .mapEmpty();
    }

    /** Succeeds with the service's name if it says that it is ready. */
    public Future<String> ready(Service service) {
        return ask(service, HttpMethod.GET, "/q/health/ready", Buffer.buffer(), answer -> service.wire());
    }

    private <T> Future<T> ask(
            Service service, HttpMethod method, String path, Buffer body, Function<Buffer, T> reader) {
        var trace = RequestTrace.current();
        return attempt(service, method, path, body, trace)
                .recover(failure -> Connections.wasClosed(failure)
                        ? attempt(service, method, path, body, trace)
                        : Future.failedFuture(failure))
                .map(reader)
                .recover(failure -> {
                    if (!(failure instanceof Problem)) {
                        if (Connections.timedOut(failure) || Connections.wasClosed(failure)) {
                            connections.silent(service);
                        }
                        LOG.warnf("%s has no answer: %s", service.wire(), failure.toString());
                    }
                    return Future.failedFuture(Upstream.unavailable());
                });
    }

    private Future<Buffer> attempt(Service service, HttpMethod method, String path, Buffer body, RequestTrace trace) {
        return tokens.of(WithoutCredential.GATEWAY)
                .compose(authorization -> connections
                        .open(service, method, path, () -> false)
                        .compose(request -> request.putHeader(HttpHeaders.AUTHORIZATION, authorization)
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .putHeader(RequestTrace.REQUEST_ID_HEADER, trace.requestId())
                                .putHeader(RequestTrace.TRACEPARENT_HEADER, trace.traceparent())
                                .send(body)))
                .compose(response -> response.body()
                        .compose(answer -> response.statusCode() == OK || response.statusCode() == NO_CONTENT
                                ? Future.succeededFuture(answer)
                                : Future.failedFuture("status " + response.statusCode())));
    }
}
