package dev.tollgate.bench.gateway;

import dev.tollgate.bench.Request;
import dev.tollgate.bench.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Requests at a constant rate, whether earlier ones are answered or not: each of a number of connections has its own timetable, and the latency
 * counts from the moment that a request should have been sent. So a stall is felt by all who would have come during it. One thread does it all:
 * where client and gateway share the cores, a thread for each connection would measure how the scheduler treats them.
 */
final class OpenLoop {
    private static final long BEGINS_AFTER_NANOS = Duration.ofMillis(50).toNanos();
    private static final long LONGEST_NAP_NANOS = 50_000;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private OpenLoop() {}

    /**
     * One kind of requests.
     *
     * @param requests the nth request
     * @param expected whether a status is one that they should get
     */
    record Traffic(int perSecond, IntFunction<Request> requests, IntPredicate expected) {}

    /**
     * What came of one kind.
     *
     * @param errors answers other than the expected one, and requests without one
     */
    record Figures(Samples latencies, long errors) {}

    /** All kinds beside each other. */
    static List<Figures> run(URI address, Duration time, Traffic... kinds) {
        List<List<Line>> lines = new ArrayList<>();
        try (var selector = Selector.open()) {
            long begin = System.nanoTime() + BEGINS_AFTER_NANOS;
            for (var kind : kinds) {
                lines.add(Line.timetable(selector, address, kind, begin, time));
            }
            var all = lines.stream().flatMap(List::stream).toList();
            work(selector, all, begin + time.toNanos() + PATIENCE_NANOS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.stream().flatMap(List::stream).forEach(Line::close);
        }
        return lines.stream().map(OpenLoop::figures).toList();
    }

    private static void work(Selector selector, List<Line> lines, long end) throws IOException {
        long now = System.nanoTime();
        while (now < end && !lines.stream().allMatch(Line::isThrough)) {
            long next = now + LONGEST_NAP_NANOS;
            for (var line : lines) {
                next = Math.min(next, line.sendWhatIsDue(now));
            }
            int answers = selector.selectNow(key -> ((Line) key.attachment()).read());
            now = System.nanoTime();
            if (answers == 0 && next > now) {
                LockSupport.parkNanos(next - now);
                now = System.nanoTime();
            }
        }
    }

    private static Figures figures(List<Line> lines) {
        return new Figures(
                Samples.of(lines.stream().flatMapToLong(Line::latencies).toArray()),
                lines.stream().mapToLong(Line::errors).sum());
    }
}
