package dev.tollgate.platform.work;

import dev.tollgate.platform.http.RequestTrace;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Runs reactive work for a {@link Loop}'s thread: on a fresh Vert.x context of its own, as a request would (so raw transactions, Panache
 * sessions, log lines and events behave the same), and waits for its end.
 */
@ApplicationScoped
public class Background {
    private final Vertx vertx;

    Background(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does {@code work} under {@code trace} and returns what it came to; a failure is thrown as it is. */
    public <T> T run(RequestTrace trace, Supplier<Uni<T>> work) throws Exception {
        Context context = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
        VertxContextSafetyToggle.setContextSafe(context, true);
        var done = new CompletableFuture<T>();
        context.runOnContext(ignored -> {
            trace.enter();
            Uni.createFrom().<T>deferred(work::get).subscribe().with(done::complete, done::completeExceptionally);
        });
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    /** Does {@code work} under a trace of its own. */
    public <T> T run(Supplier<Uni<T>> work) throws Exception {
        return run(RequestTrace.of(null, null), work);
    }

    /**
     * One round over rows that are due: takes some with a lease, and does each, a few at once. Work that fails is to see to that itself, so that it
     * holds up no other: its row is due again when the lease is over.
     *
     * @param most as many as are taken
     * @return whether there may be more
     */
    public <T> boolean doDue(int most, int atOnce, IntFunction<Uni<List<T>>> take, Function<T, Uni<Void>> work)
            throws Exception {
        var due = run(() -> take.apply(most));
        if (!due.isEmpty()) {
            run(() -> Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUni(work::apply)
                    .merge(atOnce)
                    .collect()
                    .last());
        }
        return due.size() == most;
    }
}
