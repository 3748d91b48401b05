package dev.tollgate.bench.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Steady requests to every gateway with credentials at random, whatever became of them, until it is closed. */
final class Traffic implements AutoCloseable {
    private static final int WORKERS_PER_REPLICA = 4;
    private static final long SEED = 7;

    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean stopped;

    private Traffic() {}

    static Traffic start(List<Credential> credentials, Replicas replicas, Sender sender, int perSecond) {
        var traffic = new Traffic();
        long pause = Duration.ofSeconds(1).toNanos() * WORKERS_PER_REPLICA / perSecond;
        var seeds = new SplittableRandom(SEED);
        for (int replica = 0; replica < replicas.count(); replica++) {
            for (int worker = 0; worker < WORKERS_PER_REPLICA; worker++) {
                int number = replica;
                var random = seeds.split();
                traffic.workers.add(Thread.ofVirtual()
                        .start(() -> traffic.work(
                                () -> sender.use(credentials.get(random.nextInt(credentials.size())), number), pause)));
            }
        }
        return traffic;
    }

    private void work(Runnable request, long pauseNanos) {
        long next = System.nanoTime();
        while (!stopped) {
            request.run();
            // After a freeze it goes on at its pace, and makes up for nothing.
            next = Math.max(next + pauseNanos, System.nanoTime() - pauseNanos);
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (var worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
