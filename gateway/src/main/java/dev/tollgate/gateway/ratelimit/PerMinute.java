package dev.tollgate.gateway.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often each address did something in the current minute. What it remembers is bounded: addresses beyond that are counted as one,
 * and of IPv6 the network (/64) counts, because one client has all of it.
 */
final class PerMinute {
    static final int REMEMBERED = 50_000;

    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int NETWORK_GROUPS = 4;

    private final int limit;
    private final Clock clock;
    private volatile Minute current = new Minute(0, Map.of());

    PerMinute(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    private record Minute(long number, Map<String, AtomicInteger> counts) {}

    int limit() {
        return limit;
    }

    long millisLeft() {
        return MINUTE_MILLIS - clock.millis() % MINUTE_MILLIS;
    }

    /** Adds to an address's count and tells it. */
    int add(int times, String address) {
        long number = clock.millis() / MINUTE_MILLIS;
        if (current.number() != number) {
            current = new Minute(number, new ConcurrentHashMap<>());
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
