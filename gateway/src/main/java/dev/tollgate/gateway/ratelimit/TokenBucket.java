package dev.tollgate.gateway.ratelimit;

/** A bucket that fills evenly, {@code limit} tokens in a window, and holds no more: what a replica counts with alone. */
final class TokenBucket {
    private static final double SECOND_MILLIS = 1_000;

    private double tokens = Double.MAX_VALUE;
    private long filledAt;

    /** As many of {@code wanted} as there are at {@code nowMillis}; a limit that has changed holds from now on. */
    Grant take(int wanted, int limit, int windowSeconds, long nowMillis) {
        double perMilli = limit / (windowSeconds * SECOND_MILLIS);
        tokens = Math.min(limit, tokens + Math.max(0, nowMillis - filledAt) * perMilli);
        filledAt = nowMillis;
        int granted = (int) Math.min(wanted, tokens);
        tokens -= granted;
        return new Grant(
                granted,
                limit,
                windowSeconds,
                (int) tokens,
                granted > 0 ? 0 : (long) Math.ceil((1 - tokens) / perMilli));
    }
}
