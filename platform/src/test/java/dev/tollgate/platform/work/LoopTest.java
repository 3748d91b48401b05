package dev.tollgate.platform.work;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void goesOnAtOnceWhileThereIsMore() throws Exception {
        var rounds = new CountDownLatch(1_000);
        try (var loop = new Loop("more", NEVER, () -> {
            rounds.countDown();
            return rounds.getCount() > 0;
        })) {
            loop.start();
            assertTrue(rounds.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aNudgeDuringARoundIsNotLost() throws Exception {
        var inRound = new CountDownLatch(1);
        var nudged = new CountDownLatch(1);
        var rounds = new CountDownLatch(2);
        try (var loop = new Loop("nudge", NEVER, () -> {
            inRound.countDown();
            nudged.await();
            rounds.countDown();
            return false;
        })) {
            loop.start();
            inRound.await();
            loop.nudge();
            nudged.countDown();
            assertTrue(rounds.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aFailingRoundIsTriedAgain() throws Exception {
        var attempts = new AtomicInteger();
        var succeeded = new CountDownLatch(1);
        try (var loop = new Loop("failing", Duration.ofMillis(1), () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            succeeded.countDown();
            return false;
        })) {
            loop.start();
            assertTrue(succeeded.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void closingEndsAWaitingLoop() {
        var loop = new Loop("closing", NEVER, () -> false);
        loop.start();

        loop.close();

        assertTrue(loop.isClosed());
    }
}
