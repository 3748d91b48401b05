package dev.tollgate.bench.limits;

import dev.tollgate.bench.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients in a closed loop: each does the next thing when it has the answer to the last. */
final class Clients {
    private Clients() {}

    /** What one client does, until it is closed. */
    interface Client extends AutoCloseable {
        void step() throws Exception;

        @Override
        void close();
    }

    /** Makes one. */
    @FunctionalInterface
    interface Hiring {
        Client hire(int number) throws Exception;
    }

    /** What they came to. */
    record Result(int clients, double perSecond, Samples latency) {
        String line(String what) {
            return String.format(
                    Locale.ROOT,
                    "  %-34s %4d clients %9.0f /s   p50 %8.2f ms   p99 %8.2f ms%n",
                    what,
                    clients,
                    perSecond,
                    latency.millis(0.5),
                    latency.millis(0.99));
        }
    }

    /** All begin at once and stop after this time. */
    static Result run(int clients, Duration time, Hiring hiring) {
        var nanos = new ConcurrentLinkedQueue<Long>();
        var start = new CountDownLatch(1);
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    try (var client = hiring.hire(number)) {
                        start.await();
                        long until = System.nanoTime() + time.toNanos();
                        for (long began = System.nanoTime(); began < until; began = System.nanoTime()) {
                            client.step();
                            nanos.add(System.nanoTime() - began);
                        }
                    }
                    return null;
                }));
            }
            long began = System.nanoTime();
            start.countDown();
            for (var each : running) {
                each.get();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Result(clients, nanos.size() / seconds, Samples.of(nanos));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
