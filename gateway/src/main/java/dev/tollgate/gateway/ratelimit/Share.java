package dev.tollgate.gateway.ratelimit;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.impl.ContextInternal;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this replica has in hand of one organization's requests in one mode. Any thread may come; a waiting one goes on where it was.
 * The headers are those of draft-ietf-httpapi-ratelimit-headers.
 */
final class Share {
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final Future<Void> ADMITTED = Future.succeededFuture();
    private static final int BLOCKS = 50;

    private final IntFunction<Future<Grant>> owner;
    private final LongSupplier clock;
    private final TokenBucket alone = new TokenBucket();

    private Grant last;
    private String policy;
    private int tokens;
    private int waiting;
    private long usedAt;
    private long closedUntil = Long.MIN_VALUE;
    private @Nullable Future<Void> asked;

    /**
     * @param owner asked for so many tokens; while it fails, this replica counts alone
     * @param clock milliseconds
     */
    Share(int limit, int windowSeconds, IntFunction<Future<Grant>> owner, LongSupplier clock) {
        this.owner = owner;
        this.clock = clock;
        this.last = new Grant(0, limit, windowSeconds, 0, 0);
        this.policy = policy(last);
    }

    /** Lets one request in, or fails with 429, and tells in {@code headers} what is left. */
    synchronized Future<Void> count(MultiMap headers) {
        usedAt = clock.getAsLong();
        if (tokens <= block() / 2 && asked == null && usedAt >= closedUntil) {
            ask();
        }
        if (tokens == 0 && asked != null) {
            waiting++;
            Promise<Void> turn = ContextInternal.current().promise();
            asked.onComplete(turn);
            return turn.future().compose(answered -> countAgain(headers));
        }
        boolean admitted = tokens > 0;
        tokens -= admitted ? 1 : 0;
        int left = tokens + last.remaining();
        long used = Math.max(0, last.limit() - left);
        headers.set(
                RATE_LIMIT, "\"default\";r=" + left + ";t=" + Math.ceilDiv(used * last.windowSeconds(), last.limit()));
        headers.set(POLICY, policy);
        return admitted ? ADMITTED : Future.failedFuture(RateLimitProblem.exceeded(headers, closedUntil - usedAt));
    }

    synchronized boolean isUnusedSince(long millis) {
        return usedAt < millis && asked == null;
    }

    private synchronized Future<Void> countAgain(MultiMap headers) {
        waiting--;
        return count(headers);
    }

    private void ask() {
        Promise<Void> answer = Promise.promise();
        asked = answer.future();
        int wanted = Math.max(block(), waiting + 1);
        owner.apply(wanted).onComplete(granted -> {
            accept(granted.succeeded() ? granted.result() : null, wanted);
            answer.complete();
        });
    }

    private synchronized void accept(@Nullable Grant granted, int wanted) {
        long now = clock.getAsLong();
        var grant = granted != null ? granted : alone.take(wanted, last.limit(), last.windowSeconds(), now);
        if (grant.limit() != last.limit() || grant.windowSeconds() != last.windowSeconds()) {
            policy = policy(grant);
        }
        last = grant;
        tokens += grant.granted();
        closedUntil = grant.granted() > 0 ? Long.MIN_VALUE : now + Math.max(1, grant.retryAfterMillis());
        asked = null;
    }

    private int block() {
        return Math.max(1, last.limit() / BLOCKS);
    }

    private static String policy(Grant grant) {
        return "\"default\";q=" + grant.limit() + ";w=" + grant.windowSeconds();
    }
}
