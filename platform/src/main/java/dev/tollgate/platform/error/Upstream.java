package dev.tollgate.platform.error;

import java.time.Duration;

/** What a caller is told when a service that we need has no answer for us: nothing was done, and the request may be repeated. */
public final class Upstream {
    private Upstream() {}

    /** 503 {@code UpstreamUnavailable}. */
    public static Problem unavailable() {
        return Problem.of(
                ErrorCode.UPSTREAM_UNAVAILABLE,
                "A part of Tollgate is not available right now; repeat the request later.");
    }

    /** 503 {@code UpstreamUnavailable} with {@code Retry-After}: we are there, and have our hands full. */
    public static Problem busy(String message) {
        return Problem.of(ErrorCode.UPSTREAM_UNAVAILABLE, message).retryAfter(Duration.ofSeconds(1));
    }

    /** 504 {@code UpstreamTimeout}. */
    public static Problem timeout() {
        return Problem.of(
                ErrorCode.UPSTREAM_TIMEOUT, "A part of Tollgate did not answer in time; repeat the request later.");
    }
}
