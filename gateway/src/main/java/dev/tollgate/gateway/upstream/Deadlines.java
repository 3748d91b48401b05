package dev.tollgate.gateway.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Ends what takes too long. Everything here may take equally long, so what came first is due first, and one look at the front now and then does
 * for all: a timer for each request would cost more than the rest of its waiting.
 */
final class Deadlines {
    private final long allowedNanos;
    private final LongSupplier nanoTime;
    private final Set<Deadline> waiting = new LinkedHashSet<>();

    /** @param nanoTime a monotonic clock */
    Deadlines(Duration allowed, LongSupplier nanoTime) {
        this.allowedNanos = allowed.toNanos();
        this.nanoTime = nanoTime;
    }

    /** What is waited for. */
    final class Deadline {
        private final BooleanSupplier goesOn;
        private final Runnable late;
        private long at = nanoTime.getAsLong() + allowedNanos;
        private boolean isMet;

        private Deadline(BooleanSupplier goesOn, Runnable late) {
            this.goesOn = goesOn;
            this.late = late;
        }

        /** It has come. */
        void met() {
            synchronized (waiting) {
                isMet = true;
                waiting.remove(this);
            }
        }

        private void end() {
            if (!goesOn.getAsBoolean()) {
                late.run();
                return;
            }
            synchronized (waiting) {
                if (!isMet) {
                    at = nanoTime.getAsLong() + allowedNanos;
                    waiting.add(this);
                }
            }
        }
    }

    /**
     * Runs {@code late} with the first {@link #check} after the time allowed, unless it is {@link Deadline#met} before.
     *
     * @param goesOn asked then: if it says yes, the time begins anew
     */
    Deadline begin(BooleanSupplier goesOn, Runnable late) {
        synchronized (waiting) {
            var deadline = new Deadline(goesOn, late);
            waiting.add(deadline);
            return deadline;
        }
    }

    void check() {
        takeOverdue().forEach(Deadline::end);
    }

    private List<Deadline> takeOverdue() {
        List<Deadline> overdue = new ArrayList<>();
        long now = nanoTime.getAsLong();
        synchronized (waiting) {
            var eldest = waiting.iterator();
            while (eldest.hasNext()) {
                var deadline = eldest.next();
                if (now - deadline.at < 0) {
                    break;
                }
                overdue.add(deadline);
                eldest.remove();
            }
        }
        return overdue;
    }
}
