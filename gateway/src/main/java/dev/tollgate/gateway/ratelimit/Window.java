package dev.tollgate.gateway.ratelimit;

import java.util.ArrayDeque;

/**
 * What this replica was given in the last {@code windowSeconds}: never more than {@code limit} in any of them. It remembers blocks, not requests, so at most
 * a few hundred.
 */
final class Window {
    private static final long SECOND_MILLIS = 1_000;

    private final ArrayDeque<Given> blocks = new ArrayDeque<>();
    private long at;
    private int used;

    private record Given(long at, int tokens) {}

    /** As many of {@code wanted} as there are at {@code nowMillis}; a limit that has changed holds from now on. */
    Grant take(int wanted, int limit, int windowSeconds, long nowMillis) {
        long windowMillis = windowSeconds * SECOND_MILLIS;
        setClock(nowMillis, windowMillis);
        while (!blocks.isEmpty() && blocks.getFirst().at() + windowMillis <= at) {
            used -= blocks.removeFirst().tokens();
        }
        int granted = Math.clamp((long) limit - used, 0, wanted);
        add(granted);
        return new Grant(
                granted,
                limit,
                windowSeconds,
                Math.max(0, limit - used),
                granted > 0 ? 0 : millisUntilThereIsOne(limit, windowMillis));
    }

    /** Time never goes back; a clock that was set back by more than a window is believed, and all that counts begins to count anew. */
    private void setClock(long nowMillis, long windowMillis) {
        if (at > nowMillis + windowMillis) {
            int all = used;
            blocks.clear();
            used = 0;
            at = nowMillis;
            add(all);
        }
        at = Math.max(at, nowMillis);
    }

    private void add(int tokens) {
        if (tokens > 0) {
            blocks.addLast(new Given(at, tokens));
            used += tokens;
        }
    }

    private long millisUntilThereIsOne(int limit, long windowMillis) {
        int left = used;
        long there = at;
        for (var block : blocks) {
            if (left < limit) {
                break;
            }
            left -= block.tokens();
            there = block.at() + windowMillis;
        }
        return there - at;
    }
}
