package dev.tollgate.platform.coherence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Time that passes as soon as nothing else happens in it, in nanoseconds; a network that delays, loses and reorders; chance, from a seed; and the
 * last of what was said about it all.
 */
final class VirtualWorld {
    private static final int HISTORY = 60;
    private static final long MILLI = 1_000_000;

    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<String> history = new ArrayDeque<>();
    private long now;
    private long sequence;

    VirtualWorld(long seed) {
        random = new SplittableRandom(seed);
    }

    private record Event(long at, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        events.add(new Event(time, sequence++, action));
    }

    void after(long delay, Runnable action) {
        at(now + delay, action);
    }

    /** A message: late, lost or overtaken. */
    void send(Runnable arrival) {
        int luck = random.nextInt(100);
        if (luck >= 3) {
            after(luck < 10 ? between(0, 2 * Subscription.LEASE.toNanos()) : between(0, 3 * MILLI), arrival);
        }
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    SplittableRandom random() {
        return random;
    }

    void step() {
        var event = events.remove();
        now = event.at();
        event.action().run();
    }

    void say(String what) {
        if (history.size() == HISTORY) {
            history.removeFirst();
        }
        history.addLast(now / MILLI + " ms: " + what);
    }

    String history() {
        return String.join("\n", history);
    }
}
