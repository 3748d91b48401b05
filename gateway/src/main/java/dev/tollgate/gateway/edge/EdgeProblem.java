package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.route.BodyRule;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;

/** What the gate refuses for its form alone. */
final class EdgeProblem {
    private static final ErrorCode REQUEST_TIMEOUT = new ErrorCode("RequestTimeout", 408);
    private static final ErrorCode HEADERS_TOO_LARGE = new ErrorCode("RequestHeaderFieldsTooLarge", 431);

    private EdgeProblem() {}

    static Problem headersTooLarge() {
        return Problem.of(HEADERS_TOO_LARGE, "The request line and headers may have at most 32 KiB.");
    }

    static Problem bodyTooLarge(BodyRule rule) {
        return Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most " + rule.inWords() + ".");
    }

    static Problem slowBody() {
        return Problem.of(REQUEST_TIMEOUT, "The body did not arrive in time.");
    }

    static Problem mediaType() {
        return Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json in UTF-8.");
    }

    /**
     * What the client is told where a service answered with this status and no envelope: HTTP's own refusals mean the same from there, whatever
     * else it says is a fault of ours.
     */
    static Problem standingIn(int status) {
        return switch (status) {
            case 400 -> Problem.invalid("request: is not understood");
            case 404 -> Problem.notFound();
            case 405 -> Problem.methodNotAllowed();
            case 406 -> Problem.of(ErrorCode.NOT_ACCEPTABLE, "Responses are application/json.");
            case 408 -> slowBody();
            case 413 -> Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The body is too large.");
            case 414, 431 -> headersTooLarge();
            case 415 -> mediaType();
            case 502, 503 -> Upstream.unavailable();
            case 504 -> Upstream.timeout();
            default -> internal();
        };
    }

    static Problem internal() {
        return Problem.of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
    }
}
