package dev.tollgate.platform.coherence;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Wakes exchanges that wait for a change: at once for one made in this replica, and by looking at the counter while anybody waits for one
 * made in another. A hint: a change that nobody announced is found when the wait is over.
 */
@ApplicationScoped
class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final Duration LOOK = Duration.ofMillis(25);

    private final Pool pool;
    private final Vertx vertx;
    private final List<Waiting> waiting = new ArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    Announcements(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    private record Waiting(long number, Context context, UniEmitter<? super Boolean> emitter) {
        void wake(boolean news) {
            context.runOnContext(ignored -> emitter.complete(news));
        }
    }

    /** True when there is a change later than {@code number}, false after {@code patience}. */
    Uni<Boolean> after(long number, Duration patience) {
        return Uni.createFrom().emitter(emitter -> {
            var one = new Waiting(number, Objects.requireNonNull(Vertx.currentContext()), emitter);
            synchronized (waiting) {
                waiting.add(one);
            }
            vertx.setTimer(patience.toMillis(), timer -> giveUp(one));
            look();
        });
    }

    void announce(long number) {
        List<Waiting> woken;
        synchronized (waiting) {
            woken = waiting.stream().filter(one -> one.number() < number).toList();
            waiting.removeAll(woken);
        }
        woken.forEach(one -> one.wake(true));
    }

    private void giveUp(Waiting one) {
        boolean waited;
        synchronized (waiting) {
            waited = waiting.remove(one);
        }
        if (waited) {
            one.wake(false);
        }
    }

    /** One chain of looks for all who wait. */
    private void look() {
        if (looking.compareAndSet(false, true)) {
            vertx.setTimer(
                    LOOK.toMillis(),
                    timer -> pool.query("select n from change_counter")
                            .execute()
                            .map(rows -> rows.iterator().next().getLong(0))
                            .subscribe()
                            .with(this::looked, this::sawNothing));
        }
    }

    private void looked(long latest) {
        announce(latest);
        again();
    }

    private void sawNothing(Throwable failure) {
        LOG.debug("the counter of changes can't be read now", failure);
        again();
    }

    private void again() {
        looking.set(false);
        boolean somebodyWaits;
        synchronized (waiting) {
            somebodyWaits = !waiting.isEmpty();
        }
        if (somebodyWaits) {
            look();
        }
    }
}
