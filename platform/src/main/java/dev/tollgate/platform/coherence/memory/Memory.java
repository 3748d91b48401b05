package dev.tollgate.platform.coherence.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tollgate.platform.coherence.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<Object, Asking> asking = new HashMap<>();

    Memory(Vertx vertx, Clock clock, Subscription subscription) {
        this.vertx = vertx;
        this.clock = clock;
        this.subscription = subscription;
    }

    private record Known<T>(Testimony<T> testimony, long generation) {}

    /** The question under way about a key, and the one that those who came too late for it wait for. */
    private final class Asking {
        private final Future<T> current;
        private @Nullable Next<T> next;

        Asking(Future<T> current) {
            this.current = current;
        }
    }

    /** What is remembered of {@code key}, if that is certain to be what the authority would say now. */
    public @Nullable T known(Object key) {
        var known = good.getIfPresent(key);
        if (known == null) {
            known = refused.getIfPresent(key);
        }
        return known != null && holds(known) ? known.testimony().value() : null;
    }

    /**
     * What the authority says of {@code key}, from memory where that is certain to be what it would say now. There is at most one question
     * about a key under way. Who misses while there is one waits for it and looks here again; what that does not settle is asked in one
     * more question, for all who came before it was sent. So each answer was read after its request began, with a lease and without.
     */
    public Future<T> recall(Object key, Supplier<Future<Testimony<T>>> authority) {
        var remembered = known(key);
        if (remembered != null) {
            return Future.succeededFuture(remembered);
        }
        synchronized (asking) {
            var under = asking.get(key);
            if (under == null) {
                return begin(key, authority);
            }
            return subscription.isCurrent()
                    ? here(under.current).transform(done -> again(key, authority))
                    : next(under, authority);
        }
    }

    private Future<T> again(Object key, Supplier<Future<Testimony<T>>> authority) {
        var remembered = known(key);
        if (remembered != null) {
            return Future.succeededFuture(remembered);
        }
        synchronized (asking) {
            var under = asking.get(key);
            return under == null ? begin(key, authority) : next(under, authority);
        }
    }

    /** The one more question, in the name of who came first for it. */
    private record Next<T>(Supplier<Future<Testimony<T>>> authority, Promise<T> answer) {}

    private Future<T> next(Asking under, Supplier<Future<Testimony<T>>> authority) {
        if (under.next == null) {
            under.next = new Next<>(authority, Promise.promise());
        }
        return here(under.next.answer().future());
    }

    /** Asks, and when that is answered once more for who waits for it. Called under the lock. */
    private Future<T> begin(Object key, Supplier<Future<Testimony<T>>> authority) {
        Promise<T> answer = Promise.promise();
        var under = new Asking(answer.future());
        asking.put(key, under);
        var mine = here(answer.future());
        ask(key, authority).onComplete(answered -> {
            synchronized (asking) {
                asking.remove(key);
                var next = under.next;
                if (next != null) {
                    begin(key, next.authority()).onComplete(next.answer());
                }
            }
            answer.handle(answered);
        });
        return mine;
    }

    /** The same, going on where the caller is and not where the answer came in. */
    private Future<T> here(Future<T> elsewhere) {
        Promise<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
        elsewhere.onComplete(promise);
        return promise.future();
    }

    private Future<T> ask(Object key, Supplier<Future<Testimony<T>>> authority) {
        long generation = subscription.generation();
        return Future.succeededFuture(authority).compose(Supplier::get).map(testimony -> {
            if (testimony.mayBeRemembered()) {
                (testimony.welcome() ? good : refused).put(key, new Known<>(testimony, generation));
            }
            return testimony.value();
        });
    }

    private boolean holds(Known<T> known) {
        var said = known.testimony();
        return (said.validUntil() == Long.MAX_VALUE || clock.millis() < said.validUntil())
                && subscription.vouchesFor(known.generation(), said.asOf(), said.subjects());
    }
}
