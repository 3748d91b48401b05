package dev.tollgate.platform.error;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Everything that can be thrown on the way through a service, as the one envelope. What is nobody's decision is a 500 that says nothing. */
public class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    /** How a REST client says that the other side is away: Quarkus hands a mapper the cause, without the ProcessingException around it. */
    private static final List<Class<? extends Throwable>> AWAY = List.of(
            TimeoutException.class, ConnectException.class, UnknownHostException.class, HttpClosedException.class);

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        var response = Response.status(problem.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ErrorEnvelope.of(problem));
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds());
        }
        return problem.code().status() == 401
                ? response.header("WWW-Authenticate", "Bearer").build()
                : response.build();
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException invalid) {
        return problem(Problem.invalid(invalid.getConstraintViolations().stream()
                .map(ErrorMappers::describe)
                .sorted()
                .toList()));
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException missing) {
        return problem(Problem.of(ErrorCode.AUTHENTICATION_REQUIRED, "This request needs a credential."));
    }

    @ServerExceptionMapper
    public Response authenticationFailed(AuthenticationFailedException bad) {
        return problem(Problem.of(ErrorCode.INVALID_JWT, "The token is not valid here."));
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException refused) {
        return problem(Problem.of(ErrorCode.INSUFFICIENT_ROLE, "Your role does not allow this."));
    }

    @ServerExceptionMapper
    public Response json(JsonMappingException broken) {
        return problem(unreadable(broken));
    }

    /** Said once more for this subtype, because Quarkus brings a mapper of its own for it. */
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException broken) {
        return problem(unreadable(broken));
    }

    /** Bytes that are no text in the encoding that they begin with: Jackson takes UTF-16 and UTF-32 for granted by the first four. */
    @ServerExceptionMapper
    public Response encoding(CharConversionException broken) {
        return problem(malformed());
    }

    @ServerExceptionMapper
    public Response upstream(ProcessingException unreachable) {
        return away(unreachable);
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException framework) {
        if (framework.getCause() instanceof JsonParseException
                || framework.getCause() instanceof JsonMappingException
                || framework.getCause() instanceof CharConversionException) {
            return problem(unreadable(framework.getCause()));
        }
        if (framework instanceof NotFoundException && framework.getCause() != null) {
            // JAX-RS takes a query parameter that is no number for an absent page; our path parameters are texts
            return problem(Problem.invalid("query: a parameter has the wrong type"));
        }
        return switch (framework.getResponse().getStatus()) {
            case 400 -> problem(Problem.invalid("request: is not understood"));
            case 401 -> problem(Problem.of(ErrorCode.AUTHENTICATION_REQUIRED, "This request needs a credential."));
            case 403 -> problem(Problem.of(ErrorCode.FORBIDDEN, "This is not allowed."));
            case 404 -> problem(Problem.notFound());
            case 405 -> problem(Problem.methodNotAllowed());
            case 406 -> problem(Problem.of(ErrorCode.NOT_ACCEPTABLE, "Responses are application/json."));
            case 413 -> problem(Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most 1 MiB."));
            case 415 -> problem(Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json."));
            default -> fault(framework);
        };
    }

    @ServerExceptionMapper
    public Response fault(Throwable fault) {
        var problem = causedBy(fault, Problem.class);
        if (problem != null) {
            return problem(problem);
        }
        if (AWAY.stream().anyMatch(kind -> causedBy(fault, kind) != null)) {
            return away(fault);
        }
        LOG.error("unexpected failure", fault);
        return problem(Problem.of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side."));
    }

    private Response away(Throwable unreachable) {
        LOG.warn("a service did not answer", unreachable);
        return problem(
                causedBy(unreachable, TimeoutException.class) != null ? Upstream.timeout() : Upstream.unavailable());
    }

    private static Problem unreadable(Throwable cause) {
        if (cause instanceof JsonMappingException mapping
                && causedBy(mapping, JsonParseException.class) == null
                && causedBy(mapping, JsonEOFException.class) == null
                && causedBy(mapping, CharConversionException.class) == null
                && !isFollowedByMore(mapping)) {
            var problem = causedBy(mapping, Problem.class);
            return problem != null ? problem : Problem.invalid(path(mapping) + ": has the wrong type");
        }
        return malformed();
    }

    /** Something after the end of the value: two values are no JSON text, but to Jackson it is the wrong type of one. */
    private static boolean isFollowedByMore(JsonMappingException mapping) {
        return mapping.getOriginalMessage().startsWith("Trailing token");
    }

    private static Problem malformed() {
        return Problem.of(ErrorCode.MALFORMED_JSON, "The body is not valid JSON.");
    }

    private static String path(JsonMappingException mapping) {
        var path = mapping.getPath().stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return path.isEmpty() ? "body" : path;
    }

    /** {@code create.request.buyer.email} is {@code buyer.email} to the caller; a bare parameter keeps its name. */
    private static String describe(ConstraintViolation<?> violation) {
        List<String> names = new ArrayList<>();
        String parameter = "body";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                String index = node.getIndex() != null ? "[" + node.getIndex() + "]" : "";
                boolean element = node.getName() == null || node.getName().startsWith("<");
                if (!index.isEmpty() && !names.isEmpty()) {
                    names.set(names.size() - 1, names.getLast() + index);
                }
                if (!element) {
                    names.add(node.getName());
                }
            }
        }
        return (names.isEmpty() ? parameter : String.join(".", names)) + ": " + violation.getMessage();
    }

    private static <T extends Throwable> @Nullable T causedBy(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
