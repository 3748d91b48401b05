package dev.tollgate.gateway.ratelimit;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** 429, and when to come back. */
final class RateLimitProblem {
    static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");

    private static final long SECOND_MILLIS = 1_000;

    private RateLimitProblem() {}

    /** Tells it in {@code headers}, the response's, as well. */
    static Problem exceeded(MultiMap headers, long retryAfterMillis) {
        return toldIn(headers, seconds(retryAfterMillis));
    }

    /** The same where nothing is left in a window. */
    static Problem exceeded(MultiMap headers, String policy, PerWindow count) {
        long seconds = seconds(count.millisLeft());
        headers.set(RATE_LIMIT, '"' + policy + "\";r=0;t=" + seconds);
        headers.set(
                POLICY,
                '"' + policy + "\";q=" + count.limit() + ";w=" + count.window().toSeconds());
        return toldIn(headers, seconds);
    }

    /** As headers tell it: at least one. */
    static long seconds(long millis) {
        return Math.max(1, Math.ceilDiv(millis, SECOND_MILLIS));
    }

    private static Problem toldIn(MultiMap headers, long seconds) {
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return Problem.of(
                ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests; come back in " + seconds + " s (Retry-After).");
    }
}
