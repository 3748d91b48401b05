package dev.tollgate.gateway.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several replicas on one bucket, in virtual time. */
class ShareTest {
    private static final int WINDOW_SECONDS = 60;
    private static final int LIMIT = 1_000;
    private static final long IDLE_MILLIS = 30_000;

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final TokenBucket bucket = new TokenBucket();
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 6_000})
    void replicasTogetherStayWithinTenPercentOfTheLimit(int limit) {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        var replicas = replicas(limit, 3);
        int minutes = 10;
        int admitted = 0;
        for (int second = 0; second < minutes * WINDOW_SECONDS; second++) {
            for (int i = 0; i < limit / 20; i++) { // three times what is allowed, on replicas by chance
                admitted += admits(replicas.get(random.nextInt(replicas.size()))) ? 1 : 0;
            }
            now.addAndGet(1_000);
        }
        int allowed = limit + minutes * limit; // a full bucket, and what came back since
        assertTrue(Math.abs(admitted - allowed) <= limit / 10, admitted + " of " + allowed + ", seed " + seed);
    }

    @Test
    void ownerIsAskedOncePerBlock() {
        var replica = replicas(LIMIT, 1).getFirst();
        for (int i = 0; i < LIMIT / 2; i++) {
            assertTrue(admits(replica));
        }
        assertTrue(asked.get() <= LIMIT / 2 / 20 + 2, asked + " questions for " + LIMIT / 2 + " requests");
    }

    @Test
    void emptyBucketIsNotAskedAgainBeforeItCanHaveSomething() {
        var replica = replicas(LIMIT, 1).getFirst();
        while (admits(replica)) {
            now.get();
        }
        int before = asked.get();
        for (int i = 0; i < 100; i++) {
            assertFalse(admits(replica));
        }
        assertEquals(before, asked.get());
        now.addAndGet(1_000);
        assertTrue(admits(replica));
    }

    @Test
    void withoutTheOwnerEachCountsAloneByTheLastLimitItHeardOf() {
        var away = new AtomicInteger();
        var replica = new Share(
                LIMIT,
                WINDOW_SECONDS,
                tokens -> away.getAndIncrement() == 0
                        ? Future.succeededFuture(new Grant(1, 100, WINDOW_SECONDS, 0, 0))
                        : Future.failedFuture("away"),
                now::get);
        int admitted = 0;
        for (int i = 0; i < LIMIT; i++) {
            admitted += admits(replica) ? 1 : 0;
        }
        assertEquals(101, admitted);
    }

    @Test
    void changedLimitIsToldWithTheNextBlock() {
        var limits = new AtomicInteger(LIMIT);
        var replica = new Share(
                LIMIT,
                WINDOW_SECONDS,
                tokens -> Future.succeededFuture(new Grant(1, limits.get(), 60, 5, 0)),
                now::get);
        var headers = MultiMap.caseInsensitiveMultiMap();
        replica.count(headers);
        assertEquals("\"default\";q=1000;w=60", headers.get("RateLimit-Policy"));
        limits.set(50);
        replica.count(headers);
        assertEquals("\"default\";q=50;w=60", headers.get("RateLimit-Policy"));
        assertEquals("\"default\";r=5;t=54", headers.get("RateLimit"));
    }

    @Test
    void blockThatNobodyUsedIsForgotten() {
        var replica = replicas(LIMIT, 1).getFirst();
        admits(replica);
        assertFalse(replica.isUnusedSince(now.get() - IDLE_MILLIS));
        now.addAndGet(IDLE_MILLIS + 1);
        assertTrue(replica.isUnusedSince(now.get() - IDLE_MILLIS));
    }

    private List<Share> replicas(int limit, int count) {
        var replicas = new ArrayList<Share>();
        for (int i = 0; i < count; i++) {
            replicas.add(new Share(
                    limit,
                    WINDOW_SECONDS,
                    tokens -> {
                        asked.incrementAndGet();
                        return Future.succeededFuture(bucket.take(tokens, limit, WINDOW_SECONDS, now.get()));
                    },
                    now::get));
        }
        return replicas;
    }

    private static boolean admits(Share replica) {
        return replica.count(MultiMap.caseInsensitiveMultiMap()).succeeded();
    }
}
