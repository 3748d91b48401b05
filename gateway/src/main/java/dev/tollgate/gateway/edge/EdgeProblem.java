package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.route.BodyRule;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;

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

    static Problem internal() {
        return Problem.of(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
    }
}
