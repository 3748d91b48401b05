package dev.tollgate.platform.coherence;

import dev.tollgate.platform.coherence.Bulletin.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber knows of one authority's changes, and until when that is all there is (the essay of this package). It answers one
 * question, {@link #vouchesFor}; who remembers what, and how much of it, is the caller's business.
 *
 * <p>Any thread may ask. One at a time exchanges: {@link #begin}, send, {@link #apply}, and again.
 */
public final class Subscription {
    /** How long a lease lasts for those who granted it. All replicas of everybody must agree, so it is no setting. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    /** By how much a subscriber stops trusting itself earlier: room for clocks that run at different speeds, up to 5 % each. */
    public static final Duration MARGIN = Duration.ofMillis(200);

    private static final int MOST_SUBJECTS = 100_000;

    private final String id = UUID.randomUUID().toString();
    private final LongSupplier nanoTime;
    private final LongSupplier wallMillis;
    private final Map<String, Long> changed = new ConcurrentHashMap<>();

    private volatile @Nullable Lease lease;
    private volatile long floor;
    private final AtomicLong generation = new AtomicLong();
    private @Nullable Long heard;
    private long begun;

    public Subscription() {
        this(System::nanoTime, System::currentTimeMillis);
    }

    Subscription(LongSupplier nanoTime, LongSupplier wallMillis) {
        this.nanoTime = nanoTime;
        this.wallMillis = wallMillis;
    }

    /**
     * Until when. The monotonic clock decides; the other one can only shorten it, where the whole machine was suspended and the first one
     * with it.
     */
    private record Lease(long untilNanos, long untilMillis) {}

    /**
     * One exchange under way.
     *
     * @param heard the last number applied; null for a subscriber that remembers nothing
     */
    public record Exchange(long number, @Nullable Long heard, long sentNanos, long sentMillis) {}

    /** A random name; another process, or this one started again, is another subscriber. */
    public String id() {
        return id;
    }

    /** To be called before the exchange is sent: the lease that it may bring is counted from here. */
    public synchronized Exchange begin() {
        return new Exchange(++begun, heard, nanoTime.getAsLong(), wallMillis.getAsLong());
    }

    /** Applies the answer to the last exchange begun; that of an earlier one, given up meanwhile, is ignored. */
    public synchronized void apply(Exchange exchange, Bulletin bulletin) {
        if (exchange.number() != begun) {
            return;
        }
        if (bulletin.reset()) {
            forget(bulletin.upTo());
        } else {
            for (Change change : bulletin.changes()) {
                changed.merge(change.subject(), change.number(), Math::max);
            }
            if (changed.size() > MOST_SUBJECTS) {
                floor = bulletin.upTo();
                changed.clear();
            }
        }
        heard = bulletin.upTo();
        if (bulletin.complete()) {
            var length = LEASE.minus(MARGIN);
            lease = new Lease(exchange.sentNanos() + length.toNanos(), exchange.sentMillis() + length.toMillis());
        }
    }

    private void forget(long upTo) {
        generation.incrementAndGet();
        floor = upTo;
        changed.clear();
    }

    /** Whether no change can have been acknowledged without us. Without, ask the authority for each request. */
    public boolean isCurrent() {
        var held = lease;
        return held != null
                && nanoTime.getAsLong() - held.untilNanos() < 0
                && wallMillis.getAsLong() - held.untilMillis() < 0;
    }

    /** To be read before the authority is asked for what will be remembered. */
    public long generation() {
        return generation.get();
    }

    /**
     * Whether what the authority said is still true.
     *
     * @param generation as it was before it was asked
     * @param asOf the number of changes in the snapshot that the answer was read from
     * @param subjects all that the answer depends on
     */
    public boolean vouchesFor(long generation, long asOf, List<String> subjects) {
        if (!isCurrent() || generation != this.generation.get() || asOf < floor) {
            return false;
        }
        for (int i = 0; i < subjects.size(); i++) {
            var last = changed.get(subjects.get(i));
            if (last != null && last > asOf) {
                return false;
            }
        }
        // Once more: whoever forgets subjects raises these first, and may have done so while we looked.
        return generation == this.generation.get() && asOf >= floor;
    }
}
