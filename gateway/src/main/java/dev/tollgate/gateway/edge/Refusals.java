package dev.tollgate.gateway.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.error.ErrorEnvelope;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.RequestTrace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The one error envelope (contract/conventions.md, Errors), as the gateway itself sends it. */
@Singleton
class Refusals {
    static final String JSON = "application/json";

    /** What a stream of HTTP/2 is reset with (RFC 9113, 7); HTTP/1 has no such word and closes the connection. */
    static final long NO_ERROR = 0;

    static final long FAULT = 2;

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final int UNAUTHORIZED = 401;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ObjectMapper json;
    private final AllowedMethods allowed;

    Refusals(ObjectMapper json, AllowedMethods allowed) {
        this.json = json;
        this.allowed = allowed;
    }

    /** Answers with a problem; what is none is a fault of ours, which the log tells and the client does not. */
    void send(HttpServerRequest request, Throwable failure) {
        var response = request.response();
        if (response.headWritten()) {
            if (!response.ended()) {
                response.reset(FAULT);
            }
            return;
        }
        var problem = problem(failure);
        if (problem.code().status() == UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.code().status() == METHOD_NOT_ALLOWED) {
            tellAllowed(request);
        }
        response.setStatusCode(problem.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(envelope(request, problem));
    }

    /** Sets {@code Allow}, which every 405 has. */
    void tellAllowed(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed.on(Admission.path(request.uri())));
    }

    /** The body of a refusal; its id is the one that the response carries. */
    Buffer envelope(HttpServerRequest request, Problem problem) {
        var told = request.response().headers().get(RequestTrace.REQUEST_ID_HEADER);
        var id = told != null ? told : RequestTrace.current().requestId();
        var envelope = new ErrorEnvelope(
                problem.code().status(), problem.code().name(), problem.text(), id, problem.details());
        try {
            return Buffer.buffer(json.writeValueAsBytes(envelope));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        LOG.error("unexpected failure", failure);
        return EdgeProblem.internal();
    }
}
