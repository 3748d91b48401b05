package dev.tollgate.bench.gateway;

import dev.tollgate.bench.Request;
import dev.tollgate.bench.Samples;
import dev.tollgate.bench.Wires;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Requests at a constant rate, whether earlier ones are answered or not: each of a number of connections has its own timetable, and the latency
 * counts from the moment that a request should have been sent. So a stall is felt by all who would have come during it.
 */
final class OpenLoop {
    private static final int CONNECTIONS = 32;

    private final List<Thread> threads = new ArrayList<>();
    private final List<long[]> latencies = new ArrayList<>();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicInteger turn = new AtomicInteger();

    private OpenLoop() {}

    /**
     * What came of it.
     *
     * @param errors answers other than the expected one, and requests without one
     */
    record Figures(Samples latencies, long errors) {}

    /**
     * Begins; {@link #await} ends.
     *
     * @param requests the nth request
     * @param expected whether a status is one that they should get
     */
    static OpenLoop start(URI address, int perSecond, Duration time, IntFunction<Request> requests, IntPredicate expected) {
        var loop = new OpenLoop();
        long between = Duration.ofSeconds(1).toNanos() * CONNECTIONS / perSecond;
        int each = (int) (time.toNanos() / between);
        long begin = System.nanoTime() + Duration.ofMillis(50).toNanos();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            var own = new long[each];
            loop.latencies.add(own);
            long first = begin + connection * between / CONNECTIONS;
            loop.threads.add(Thread.ofPlatform()
                    .daemon()
                    .start(() -> loop.work(new Wires(address), first, between, own, requests, expected)));
        }
        return loop;
    }

    private void work(
            Wires wires, long first, long between, long[] latencies, IntFunction<Request> requests, IntPredicate expected) {
        try (wires) {
            for (int i = 0; i < latencies.length; i++) {
                long due = first + i * between;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (!isAnswered(wires, requests.apply(turn.getAndIncrement()), expected)) {
                    errors.incrementAndGet();
                }
                latencies[i] = System.nanoTime() - due;
            }
        }
    }

    private static boolean isAnswered(Wires wires, Request request, IntPredicate expected) {
        try {
            return expected.test(wires.exchange(request).status());
        } catch (IOException unanswered) {
            return false;
        }
    }

    Figures await() {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return new Figures(
                Samples.of(latencies.stream()
                        .flatMapToLong(java.util.Arrays::stream)
                        .toArray()),
                errors.get());
    }
}
