package dev.tollgate.webhooks.endpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one request to an endpoint. */
public sealed interface Answer {
    /**
     * A status line came in time.
     *
     * @param excerpt the first 4 KiB of the body that came in time, as text
     * @param retryAfter what the header of that name asks for
     */
    record Responded(
            int statusCode, String excerpt, @Nullable Duration retryAfter) implements Answer {}

    /** None came, and why, in words for the integrator. */
    record Unanswered(String error) implements Answer {}
}
