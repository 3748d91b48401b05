package dev.tollgate.local.infra;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again until there is an answer: of what tells nobody when it is done. */
public final class Polling {
    private static final long BETWEEN_NANOS = Duration.ofMillis(50).toNanos();

    private Polling() {}

    /** The first answer of {@code question}; empty when {@code limit} passed without one, or the thread was interrupted, which it stays. */
    public static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var answer = question.get();
            if (answer.isPresent()
                    || System.nanoTime() - end > 0
                    || Thread.currentThread().isInterrupted()) {
                return answer;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }
}
