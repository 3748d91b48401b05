package dev.tollgate.gateway.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often each address did something in the current window of time; windows follow each other. What it remembers is bounded: addresses beyond that are counted as one,
 * and of IPv6 the network (/64) counts, because one client has all of it.
 */
final class PerWindow {
    static final int REMEMBERED = 50_000;

    private static final int NETWORK_GROUPS = 4;

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private volatile Counts current = new Counts(0, Map.of());

    PerWindow(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
    }

    private record Counts(long number, Map<String, AtomicInteger> counts) {}

    int limit() {
        return limit;
    }

    Duration window() {
        return window;
    }

    long millisLeft() {
        return window.toMillis() - clock.millis() % window.toMillis();
    }

    /** Adds to an address's count and tells it. */
    int add(int times, String address) {
        long number = clock.millis() / window.toMillis();
        if (current.number() != number) {
            current = new Counts(number, new ConcurrentHashMap<>());
        }
        var counts = current.counts();
        var who = network(address);
        var count = counts.get(who);
        if (count == null) {
            count = counts.computeIfAbsent(counts.size() < REMEMBERED ? who : "", first -> new AtomicInteger());
        }
        return count.addAndGet(times);
    }

    /** Addresses come as {@code InetAddress} writes them, all eight groups of IPv6 among it. */
    private static String network(String address) {
        int end = address.indexOf(':') < 0 ? address.length() : 0;
        for (int group = 0; end < address.length() && group < NETWORK_GROUPS; group++) {
            int next = address.indexOf(':', end) + 1;
            end = next == 0 ? address.length() : next;
        }
        return address.substring(0, end);
    }
}
