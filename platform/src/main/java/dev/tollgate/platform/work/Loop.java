package dev.tollgate.platform.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that does its round again and again: at once while there is more to do, when nudged, and otherwise after {@code idle}. A
 * failing round is logged and tried again after a growing pause. Missing a nudge costs at most {@code idle}, never the work: that is a row.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** One round: takes what is due, and says whether there may be more right now. */
    @FunctionalInterface
    public interface Round {
        boolean run() throws Exception;
    }

    private final Duration idle;
    private final Round round;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    public Loop(String name, Duration idle, Round round) {
        this.idle = idle;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Says that there is something to do now. */
    public void nudge() {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }

    /** Whether the loop was told to end; long rounds look here. */
    public boolean isClosed() {
        return closed;
    }

    private void run() {
        var pause = idle;
        while (!closed) {
            try {
                boolean more = round.run();
                pause = idle;
                if (!more) {
                    await(pause);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception failed) {
                if (closed) {
                    return;
                }
                LOG.warnf(failed, "%s: round failed, next in %s ms", thread.getName(), pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                pauseQuietly(pause);
            }
        }
    }

    private void await(Duration pause) throws InterruptedException {
        if (nudges.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            nudges.drainPermits();
        }
    }

    private void pauseQuietly(Duration pause) {
        try {
            await(pause);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    /** Ends the loop after the round at hand. */
    @Override
    public void close() {
        closed = true;
        nudge();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
