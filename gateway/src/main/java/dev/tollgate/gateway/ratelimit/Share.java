package dev.tollgate.gateway.ratelimit;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this replica has in hand of one organization's requests in one mode. Any thread may come; a waiting one goes on where it was.
 * The headers are those of draft-ietf-httpapi-ratelimit-headers.
 */
final class Share {
    private static final Future<Void> ADMITTED = Future.succeededFuture();
    private static final int BLOCKS = 100;

    /** A limit may be raised at any time, so an owner who had nothing is asked again before it must have something. */
    private static final long ASKED_AGAIN_AFTER_MILLIS = 1_000;

    private final IntFunction<Future<Grant>> owner;
    private final LongSupplier clock;
    private final Window window = new Window();

    private Grant last;
    private String policy;
    private int tokens;
    private int waiting;
    private long usedAt;
    private long askAgainAt = Long.MIN_VALUE;
    private long moreAt;
    private @Nullable Future<Void> asked;

    /**
     * @param owner asked for so many tokens; while it fails, this replica counts alone, and what it was given before counts
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
        if (tokens <= block() / 2 && asked == null && usedAt >= askAgainAt) {
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
        headers.set(
                RateLimitProblem.RATE_LIMIT,
                "\"default\";r=" + (tokens + last.remaining()) + ";t=" + seconds(admitted));
        headers.set(RateLimitProblem.POLICY, policy);
        return admitted ? ADMITTED : Future.failedFuture(RateLimitProblem.exceeded(headers, moreAt - usedAt));
    }

    /** For how long what is left must do: the window slides, so a whole one; with nothing left, until there is something again. */
    private long seconds(boolean admitted) {
        return admitted ? last.windowSeconds() : RateLimitProblem.seconds(moreAt - usedAt);
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
        long askedAt = clock.getAsLong();
        owner.apply(wanted).onComplete(granted -> {
            accept(granted.succeeded() ? granted.result() : last.alone(wanted), askedAt);
            answer.complete();
        });
    }

    /**
     * What the owner gave, or while it has no answer what was wanted, as far as this replica alone is within the limit: so whoever gives, the owner or
     * nobody, it lets in no more. It counts from when it was asked for, which is not after the owner's count.
     */
    private synchronized void accept(Grant offered, long askedAt) {
        var own = window.take(offered.granted(), offered.limit(), offered.windowSeconds(), askedAt);
        if (offered.limit() != last.limit() || offered.windowSeconds() != last.windowSeconds()) {
            policy = policy(offered);
        }
        last = offered.within(own);
        tokens += last.granted();
        long now = clock.getAsLong();
        moreAt = now + last.retryAfterMillis();
        askAgainAt = last.granted() > 0
                ? Long.MIN_VALUE
                : now + Math.clamp(last.retryAfterMillis(), 1, ASKED_AGAIN_AFTER_MILLIS);
        asked = null;
    }

    private int block() {
        return Math.max(1, last.limit() / BLOCKS);
    }

    private static String policy(Grant grant) {
        return "\"default\";q=" + grant.limit() + ";w=" + grant.windowSeconds();
    }
}
