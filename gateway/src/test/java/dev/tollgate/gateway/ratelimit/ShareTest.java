package dev.tollgate.gateway.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several replicas on one window, in virtual time; how keys-service keeps that window is tested there. */
class ShareTest {
    private static final int WINDOW_SECONDS = 60;
    private static final int LIMIT = 1_000;
    private static final long IDLE_MILLIS = 60_000;

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Window window = new Window();
    private final AtomicInteger asked = new AtomicInteger();

    /** Three times what is allowed, on replicas by chance; every minute that begins with a second is looked at. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 6_000})
    void inAnyMinuteReplicasTogetherStayWithinTenPercentOfTheLimit(int limit) {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        var replicas = replicas(limit, 3);
        var admitted = new int[10 * WINDOW_SECONDS];
        for (int second = 0; second < admitted.length; second++) {
            for (int i = 0; i < limit / 20; i++) {
                admitted[second] += admits(replicas.get(random.nextInt(replicas.size()))) ? 1 : 0;
                now.addAndGet(random.nextInt(2) * 1_000L / limit);
            }
            now.addAndGet(1_000 - now.get() % 1_000);
        }
        for (int from = 0; from + WINDOW_SECONDS <= admitted.length; from++) {
            int sum = Arrays.stream(admitted, from, from + WINDOW_SECONDS).sum();
            assertTrue(Math.abs(sum - limit) <= limit / 10, sum + " of " + limit + " from " + from + ", seed " + seed);
        }
    }

    /** The bucket that this replaces held a full limit and refilled, too: twice the limit in the first minute. */
    @Test
    void whoAsksEvenlyForMoreGetsTheLimitAndNoMore() {
        var replica = replicas(LIMIT, 1).getFirst();
        int admitted = 0;
        for (int millis = 0; millis < WINDOW_SECONDS * 1_000; millis += 10) {
            admitted += admits(replica) ? 1 : 0;
            now.addAndGet(10);
        }
        assertEquals(LIMIT, admitted);
    }

    @Test
    void headersTellWhatIsLeftForTheNextMinuteAndThenWhenThereIsMore() {
        var replica = replicas(2, 1).getFirst();
        assertEquals("\"default\";r=1;t=60", told(replica));
        now.addAndGet(20_000);
        assertEquals("\"default\";r=0;t=60", told(replica));
        assertEquals("\"default\";r=0;t=40", told(replica));
        now.addAndGet(39_000);
        assertEquals("\"default\";r=0;t=1", told(replica));
        now.addAndGet(1_000);
        assertEquals("\"default\";r=0;t=60", told(replica));
    }

    @Test
    void raisedLimitIsHeardOfWithinASecondAlsoByWhoHasNothingLeft() {
        var limit = new AtomicInteger(1);
        var replica = new Share(
                1,
                WINDOW_SECONDS,
                tokens -> Future.succeededFuture(window.take(tokens, limit.get(), WINDOW_SECONDS, now.get())),
                now::get);
        assertTrue(admits(replica));
        assertFalse(admits(replica));
        limit.set(10);
        assertFalse(admits(replica));
        now.addAndGet(1_000);
        assertTrue(admits(replica));
    }

    @Test
    void ownerIsAskedOncePerBlock() {
        var replica = replicas(LIMIT, 1).getFirst();
        for (int i = 0; i < LIMIT / 2; i++) {
            assertTrue(admits(replica));
        }
        assertTrue(asked.get() <= LIMIT / 2 / 10 + 2, asked + " questions for " + LIMIT / 2 + " requests");
    }

    @Test
    void ownerWhoHasNothingIsAskedOnceASecond() {
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
        assertFalse(admits(replica));
        assertFalse(admits(replica));
        assertEquals(before + 1, asked.get());
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
        assertEquals(100, admitted, "the one that the owner gave counts");
    }

    /** An owner who forgets what was let in without it, because it never heard of it. */
    @Test
    void replicaLetsInNoMoreThanTheLimitWhoeverGives() {
        var away = new AtomicBoolean(true);
        var replica = new Share(
                100,
                WINDOW_SECONDS,
                tokens -> away.get()
                        ? Future.failedFuture("away")
                        : Future.succeededFuture(new Grant(tokens, 100, WINDOW_SECONDS, 99, 0)),
                now::get);
        int admitted = 0;
        for (int i = 0; i < 1_000; i++) {
            away.set(i < 70);
            admitted += admits(replica) ? 1 : 0;
        }
        assertEquals(100, admitted);
        now.addAndGet(WINDOW_SECONDS * 1_000);
        assertTrue(admits(replica));
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
        assertEquals("\"default\";r=5;t=60", headers.get("RateLimit"));
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
                        return Future.succeededFuture(window.take(tokens, limit, WINDOW_SECONDS, now.get()));
                    },
                    now::get));
        }
        return replicas;
    }

    private static String told(Share replica) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        replica.count(headers);
        return String.valueOf(headers.get("RateLimit"));
    }

    private static boolean admits(Share replica) {
        return replica.count(MultiMap.caseInsensitiveMultiMap()).succeeded();
    }
}
