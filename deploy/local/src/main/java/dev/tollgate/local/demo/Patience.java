package dev.tollgate.local.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again until there is an answer, for as long as is reasonable. */
public final class Patience {
    private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();

    private Patience() {}

    /** The first answer of {@code question}; {@link StoryBroken} when {@code limit} passed without one. */
    public static <T> T await(String what, Duration limit, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw new StoryBroken("waited " + limit.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }
}
