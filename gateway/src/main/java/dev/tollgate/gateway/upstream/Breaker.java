package dev.tollgate.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Stops asking a service that has not answered several times in a row, for a second; then one request tries again, and one more each
 * second, until there is an answer. An answer is an answer, whatever its status. It costs a request two reads: a circuit breaker with
 * timers and an event bus would cost more than the rest of the way.
 */
final class Breaker {
    static final int FAILURES = 10;
    static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong triedAt = new AtomicLong();

    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether the service may be asked now. */
    boolean lets() {
        if (failures.get() < FAILURES) {
            return true;
        }
        long tried = triedAt.get();
        long now = nanos.getAsLong();
        return now - tried >= PAUSE_NANOS && triedAt.compareAndSet(tried, now);
    }

    void answered() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        if (failures.incrementAndGet() == FAILURES) {
            triedAt.set(nanos.getAsLong());
        }
    }
}
