package dev.tollgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The same work on many things, some at a time. */
public final class Parallel {
    private Parallel() {}

    /**
     * The results in the order of the things.
     *
     * @param width how many at a time
     * @throws IllegalStateException with the first failure
     */
    public static <T, R> List<R> map(int width, List<T> things, Function<T, R> work) {
        var places = new Semaphore(width);
        List<Callable<R>> tasks = new ArrayList<>();
        for (var thing : things) {
            tasks.add(() -> {
                places.acquire();
                try {
                    return work.apply(thing);
                } finally {
                    places.release();
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<R> results = new ArrayList<>();
            for (var done : threads.invokeAll(tasks)) {
                results.add(result(done));
            }
            return results;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private static <R> R result(Future<R> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException | CancellationException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
