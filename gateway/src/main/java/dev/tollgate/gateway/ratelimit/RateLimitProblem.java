package dev.tollgate.gateway.ratelimit;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** 429, and when to come back. */
final class RateLimitProblem {
    private static final long SECOND_MILLIS = 1_000;

    private RateLimitProblem() {}

    /** Tells it in {@code headers}, the response's, as well. */
    static Problem exceeded(MultiMap headers, long retryAfterMillis) {
        long seconds = Math.max(1, Math.ceilDiv(retryAfterMillis, SECOND_MILLIS));
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return Problem.of(
                ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests; come back in " + seconds + " s (Retry-After).");
    }
}
