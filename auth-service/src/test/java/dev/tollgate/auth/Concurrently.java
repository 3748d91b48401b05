package dev.tollgate.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Many at once. */
public final class Concurrently {
    private Concurrently() {}

    /** Calls each action from a thread of its own; all wait for the last of them before they begin. Answers in their order. */
    public static <T> List<T> all(List<? extends Callable<T>> actions) throws Exception {
        var start = new CyclicBarrier(actions.size());
        try (var threads = Executors.newFixedThreadPool(actions.size())) {
            var running = actions.stream()
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        }
    }
}
