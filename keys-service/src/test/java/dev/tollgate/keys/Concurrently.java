package dev.tollgate.keys;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Many at once. */
public final class Concurrently {
    private Concurrently() {}

    /** Calls {@code action} from so many threads, which all wait for the last of them before they begin. */
    public static <T> List<T> times(int threads, Callable<T> action) throws Exception {
        var start = new CyclicBarrier(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var results = IntStream.range(0, threads)
                    .mapToObj(thread -> executor.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            return results.stream()
                    .map(result -> {
                        try {
                            return result.get();
                        } catch (Exception failed) {
                            throw new AssertionError(failed);
                        }
                    })
                    .toList();
        }
    }
}
