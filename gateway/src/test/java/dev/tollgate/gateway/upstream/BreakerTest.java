package dev.tollgate.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // it may overflow
    private final Breaker breaker = new Breaker(nanos::get);

    @Test
    void opensAfterSoManyFailuresInARow() {
        fail(Breaker.FAILURES - 1);
        assertTrue(breaker.lets());
        fail(1);
        assertFalse(breaker.lets());
    }

    @Test
    void anAnswerInBetweenStartsTheCountAnew() {
        fail(Breaker.FAILURES - 1);
        breaker.answered();
        fail(Breaker.FAILURES - 1);
        assertTrue(breaker.lets());
    }

    @Test
    void letsOneTryAfterAPauseAndOneMoreAfterEach() {
        fail(Breaker.FAILURES);
        nanos.addAndGet(Breaker.PAUSE_NANOS - 1);
        assertFalse(breaker.lets());
        nanos.addAndGet(1);
        assertTrue(breaker.lets());
        assertFalse(breaker.lets());
        fail(1);
        nanos.addAndGet(Breaker.PAUSE_NANOS);
        assertTrue(breaker.lets());
    }

    @Test
    void closesWithTheFirstAnswer() {
        fail(Breaker.FAILURES);
        nanos.addAndGet(Breaker.PAUSE_NANOS);
        assertTrue(breaker.lets());
        breaker.answered();
        assertTrue(breaker.lets());
        assertTrue(breaker.lets());
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
