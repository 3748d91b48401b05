package dev.tollgate.gateway.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tollgate.platform.coherence.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One authority's answers, each of which counts while the subscription vouches for it. Bounded; refusals apart, so that a flood of them can't
 * drive out what is good.
 */
public final class Memory<T> {
    private static final int MOST = 100_000;
    private static final int MOST_REFUSALS = 10_000;
    private static final Duration REFUSALS_KEPT = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Clock clock;
    private final Subscription subscription;
    private final Cache<Object, Known<T>> good =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Cache<Object, Known<T>> refused = Caffeine.newBuilder()
            .maximumSize(MOST_REFUSALS)
            .expireAfterWrite(REFUSALS_KEPT)
            .executor(Runnable::run)
            .build();
    private final Map<Object, Future<?>> asking = new ConcurrentHashMap<>();

    Memory(Vertx vertx, Clock clock, Subscription subscription) {
        this.vertx = vertx;
        this.clock = clock;
        this.subscription = subscription;
    }

    private record Known<T>(Testimony<T> testimony, long generation) {}

    /**
     * What the authority says of {@code key}, from memory where that is certain to be what it would say now. Who misses together asks once,
     * and then looks here again: an answer that was on its way when its subject changed is nobody's but the one who asked before.
     */
    public Future<T> recall(Object key, Supplier<Future<Testimony<T>>> authority) {
        var known = look(key);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        if (!subscription.isCurrent()) {
            return ask(key, authority);
        }
        var mine = ((ContextInternal) vertx.getOrCreateContext()).<T>promise();
        var other = asking.putIfAbsent(key, mine.future());
        if (other != null) {
            other.onComplete(done -> again(key, authority).onComplete(mine));
            return mine.future();
        }
        ask(key, authority)
                .onComplete(done -> asking.remove(key, mine.future()))
                .onComplete(mine);
        return mine.future();
    }

    private Future<T> again(Object key, Supplier<Future<Testimony<T>>> authority) {
        var known = look(key);
        return known != null ? Future.succeededFuture(known) : ask(key, authority);
    }

    private Future<T> ask(Object key, Supplier<Future<Testimony<T>>> authority) {
        long generation = subscription.generation();
        return authority.get().map(testimony -> {
            if (testimony.mayBeRemembered()) {
                (testimony.welcome() ? good : refused).put(key, new Known<>(testimony, generation));
            }
            return testimony.value();
        });
    }

    private @Nullable T look(Object key) {
        var known = good.getIfPresent(key);
        if (known == null) {
            known = refused.getIfPresent(key);
        }
        return known != null && holds(known) ? known.testimony().value() : null;
    }

    private boolean holds(Known<T> known) {
        var said = known.testimony();
        return (said.validUntil() == Long.MAX_VALUE || clock.millis() < said.validUntil())
                && subscription.vouchesFor(known.generation(), said.asOf(), said.subjects());
    }
}
